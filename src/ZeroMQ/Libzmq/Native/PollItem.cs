using System.Runtime.InteropServices;

namespace Tapedeck.ZeroMQ.Native;

/// <summary>
/// zmq_pollitem_t on 64-bit systems. The file descriptor, unused here, is an int, but on Windows a pointer-sized
/// SOCKET, which moves the two fields after it by eight bytes:
/// <code>
/// Unix     socket:8  fd:4  events:2  revents:2
/// Windows  socket:8  fd:8            events:2  revents:2  padding:4
/// </code>
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal readonly struct PollItem
{
    /// <summary>sizeof(zmq_pollitem_t) on this system: the distance of one item from the next.</summary>
    internal static readonly int Stride = OperatingSystem.IsWindows() ? 24 : 16;

    [FieldOffset(0)]
    private readonly nint _socket;

    [FieldOffset(12)]
    private readonly short _events;

    [FieldOffset(14)]
    private readonly short _ready;

    [FieldOffset(16)]
    private readonly short _eventsOnWindows;

    [FieldOffset(18)]
    private readonly short _readyOnWindows;

    internal PollItem(nint socket, ZmqPollEvents events)
    {
        _socket = socket;
        if (OperatingSystem.IsWindows())
            _eventsOnWindows = (short)events;
        else
            _events = (short)events;
    }

    internal ZmqPollEvents Ready => (ZmqPollEvents)(OperatingSystem.IsWindows() ? _readyOnWindows : _ready);
}

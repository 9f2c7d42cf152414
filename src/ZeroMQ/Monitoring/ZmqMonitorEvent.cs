using System.Runtime.InteropServices;
using System.Text;

namespace Tapedeck.ZeroMQ;

/// <summary>One event of a socket's connections. Source: zmq_socket_monitor(3), two frames, the machine's byte order:
/// <code>
/// event:u16 value:u32  |  endpoint (text)
/// </code>
/// </summary>
/// <param name="Kind">One flag.</param>
/// <param name="Value">An errno, a wait, a status or a file descriptor, as <see cref="ZmqMonitorEvents"/> says.</param>
/// <param name="Endpoint">The local endpoint of a bound socket, the remote one of a connected socket.</param>
public readonly record struct ZmqMonitorEvent(ZmqMonitorEvents Kind, int Value, string Endpoint)
{
    internal static ZmqMonitorEvent Parse(ReadOnlySpan<byte> head, ReadOnlySpan<byte> endpoint) => new(
        (ZmqMonitorEvents)MemoryMarshal.Read<ushort>(head),
        MemoryMarshal.Read<int>(head[sizeof(ushort)..]),
        Encoding.UTF8.GetString(endpoint));
}

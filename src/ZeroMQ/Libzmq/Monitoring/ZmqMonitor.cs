using System.Runtime.InteropServices;
using System.Text;

namespace Tapedeck.ZeroMQ;

// Two frames from a PAIR, in the machine's byte order:  event:u16 value:u32  |  endpoint (text)
public sealed partial class ZmqMonitor
{
    private readonly ZmqSocket _monitored;
    private readonly ZmqSocket _events;
    private readonly ZmqMessage _message = new();

    internal ZmqMonitor(ZmqSocket monitored, ZmqSocket events)
    {
        _monitored = monitored;
        _events = events;
    }

    public partial bool TryReceive(out ZmqMonitorEvent happened, TimeSpan timeout)
    {
        happened = default;
        if (!_events.TryReceive(_message, timeout))
            return false;
        Span<byte> head = stackalloc byte[6];
        _message.Data.CopyTo(head);
        _events.TryReceive(_message);
        happened = Parse(head, _message.Data);
        return true;
    }

    public partial void Dispose()
    {
        _monitored.StopMonitor();
        _events.Dispose();
        _message.Dispose();
    }

    private static ZmqMonitorEvent Parse(ReadOnlySpan<byte> head, ReadOnlySpan<byte> endpoint) => new(
        (ZmqMonitorEvents)MemoryMarshal.Read<ushort>(head),
        MemoryMarshal.Read<int>(head[sizeof(ushort)..]),
        Encoding.UTF8.GetString(endpoint));
}

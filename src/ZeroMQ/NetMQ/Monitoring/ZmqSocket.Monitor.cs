namespace Tapedeck.ZeroMQ;

// The socket's side of its monitor.
public sealed partial class ZmqSocket
{
    private ConnectionEvents? _events;

    public partial ZmqMonitor Monitor(ZmqMonitorEvents events)
    {
        ThrowIfEnded("monitor");
        _events ??= new ConnectionEvents(Context, _socket);
        _events.Clear();
        return new ZmqMonitor(_events, events);
    }
}

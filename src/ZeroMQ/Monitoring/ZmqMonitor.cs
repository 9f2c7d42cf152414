namespace Tapedeck.ZeroMQ;

/// <summary>
/// The events of one socket's connections, oldest first. It may be read from another thread than the socket's, and must
/// be: once about 2,000 events wait unread, libzmq's I/O thread waits too. Dispose it before the socket, on its thread.
/// </summary>
public sealed class ZmqMonitor : IDisposable
{
    private readonly ZmqSocket _monitored;
    private readonly ZmqSocket _events;
    private readonly ZmqMessage _message = new();

    internal ZmqMonitor(ZmqSocket monitored, ZmqSocket events)
    {
        _monitored = monitored;
        _events = events;
    }

    /// <summary>The next event, waiting for it up to <paramref name="timeout"/>; false if none came.</summary>
    /// <exception cref="ZmqContextTerminatedException">The context was shut down.</exception>
    public bool TryReceive(out ZmqMonitorEvent happened, TimeSpan timeout)
    {
        happened = default;
        if (!_events.TryReceive(_message, timeout))
            return false;
        Span<byte> head = stackalloc byte[6];
        _message.Data.CopyTo(head);
        _events.TryReceive(_message);
        happened = ZmqMonitorEvent.Parse(head, _message.Data);
        return true;
    }

    /// <summary>Ends the events.</summary>
    public void Dispose()
    {
        _monitored.StopMonitor();
        _events.Dispose();
        _message.Dispose();
    }
}

namespace Tapedeck.ZeroMQ;

// The wanted ones of a socket's events.
public sealed partial class ZmqMonitor
{
    private readonly ConnectionEvents _events;
    private readonly ZmqMonitorEvents _wanted;
    private bool _isDisposed;

    internal ZmqMonitor(ConnectionEvents events, ZmqMonitorEvents wanted) => (_events, _wanted) = (events, wanted);

    public partial bool TryReceive(out ZmqMonitorEvent happened, TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var deadline = Deadline.After(timeout);
        do
        {
            var hasHappened = _events.TryReceive(out happened, NetMQWait.Next(deadline));
            if (hasHappened && (happened.Kind & _wanted) != ZmqMonitorEvents.None)
                return true;
        }
        while (!deadline.HasPassed);
        return false;
    }

    public partial void Dispose() => _isDisposed = true;
}

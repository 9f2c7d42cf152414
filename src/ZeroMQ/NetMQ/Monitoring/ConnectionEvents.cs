using NetMQ;
using NetMQ.Monitoring;

namespace Tapedeck.ZeroMQ;

/// <summary>
/// The events of one socket, as NetMQ tells them over a PAIR. NetMQ cannot change its monitor safely while connections
/// are up, so that a socket has one for as long as it lives.
/// </summary>
internal sealed class ConnectionEvents : IDisposable
{
    private static long _feeds;

    private readonly ZmqContext _context;
    private readonly NetMQSocket _pair;
    private readonly NetMQMonitor _reader;
    private ZmqMonitorEvent? _last;
    private bool _isDisposed;

    internal ConnectionEvents(ZmqContext context, NetMQSocket monitored)
    {
        var endpoint = $"inproc://tapedeck.monitor.{Interlocked.Increment(ref _feeds)}";
        monitored.Monitor(endpoint, SocketEvents.All);
        _context = context;
        _pair = context.Open("monitor a socket", ZmqSocketType.Pair);
        _pair.Connect(endpoint);
        _reader = new NetMQMonitor(_pair, endpoint);
        _reader.EventReceived += (_, happened) => _last = Read(happened);
    }

    /// <summary>Forgets what has happened until now.</summary>
    internal void Clear()
    {
        while (TryReceive(out _, TimeSpan.Zero))
        {
        }
    }

    internal bool TryReceive(out ZmqMonitorEvent happened, TimeSpan timeout)
    {
        const string Operation = "receive from a monitor";
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _last = null;
        try
        {
            _pair.Poll(timeout);
        }
        catch (TerminatingException)
        {
            throw new ZmqContextTerminatedException(Operation);
        }

        happened = _last.GetValueOrDefault();
        return _last is not null;
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _reader.Dispose();
        _context.Close(_pair, TimeSpan.Zero);
    }

    private static ZmqMonitorEvent Read(NetMQMonitorEventArgs happened) => new(
        (ZmqMonitorEvents)happened.SocketEvent,
        happened switch
        {
            NetMQMonitorErrorEventArgs error => (int)error.ErrorCode,
            NetMQMonitorIntervalEventArgs wait => wait.Interval,
            _ => 0,
        },
        happened.Address);
}

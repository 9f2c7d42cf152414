using Tapedeck.ZeroMQ;

namespace Tapedeck.Client;

/// <summary>
/// A connecting socket that is made anew, after a pause, when its CURVE handshake fails. Without CURVE there is one socket from
/// the first to the last. Used by the thread that owns the sockets.
/// </summary>
/// <param name="make">Makes the socket and sets its options, each time; it is connected here.</param>
internal sealed class RenewedSocket(string endpoint, AgentSockets sockets, Func<ZmqSocket> make) : IDisposable
{
    private readonly DoublingPause _pause = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    private ConnectionWatch? _watch;
    private TimeSpan _dueAt;

    /// <summary>The socket; null while one is awaited.</summary>
    public ZmqSocket? Socket { get; private set; }

    /// <summary>Whether the connection is up, where that is watched.</summary>
    public bool IsConnected => _watch?.IsConnected ?? false;

    /// <summary>
    /// Whether the socket may be given messages. With CURVE it may while it is connected: those of a socket whose handshake
    /// fails are lost.
    /// </summary>
    public bool MaySend => Socket is not null && (!sockets.AreKeyed || IsConnected);

    /// <summary>Whether it is looked at now and then: with CURVE, or where somebody asks whether it is connected.</summary>
    public bool IsWatched { get; init; } = sockets.AreKeyed;

    /// <summary>When it is to be looked at again; null if it need not be.</summary>
    public TimeSpan? NextDue => IsWatched ? _dueAt : null;

    /// <summary>Makes a socket and connects it.</summary>
    /// <exception cref="ZmqException">The endpoint is not one.</exception>
    public void Connect(TimeSpan now)
    {
        Socket = make();
        if (IsWatched)
            _watch = sockets.Watch(Socket, endpoint, now);
        Socket.Connect(endpoint);
    }

    /// <summary>Notes what became of the connection; ends the socket if it is of no more use, or makes one if that is due.</summary>
    public void Look(TimeSpan now)
    {
        if (Socket is null && now >= _dueAt)
            Reconnect(now);
        if (_watch is null)
            return;
        _watch.Look(now);
        _dueAt = now + ConnectionWatch.Interval;
        if (_watch.HasFailed)
            End(now + _pause.Take());
        else if (_watch.IsStale)
            End(now);
        else if (_watch.IsConnected)
            _pause.Reset();
    }

    /// <summary>Closes; what the socket has is still sent for so long.</summary>
    public void Close(TimeSpan linger)
    {
        if (Socket is not null)
            Socket.Linger = linger;
        Dispose();
    }

    public void Dispose()
    {
        _watch?.Dispose();
        _watch = null;
        Socket?.Dispose();
        Socket = null;
    }

    // The first socket has shown that the endpoint is one: what fails now, such as a process without file descriptors left,
    // may pass.
    private void Reconnect(TimeSpan now)
    {
        try
        {
            Connect(now);
        }
        catch (ZmqException fault) when (fault is not ZmqContextTerminatedException)
        {
            sockets.Report.Fault($"no new socket for {endpoint}: {fault.Message}");
            End(now + _pause.Take());
        }
    }

    private void End(TimeSpan until)
    {
        Dispose();
        _dueAt = until;
    }
}

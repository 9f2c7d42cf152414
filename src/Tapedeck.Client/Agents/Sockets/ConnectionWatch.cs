using Tapedeck.ZeroMQ;

namespace Tapedeck.Client;

/// <summary>
/// Knows whether a connecting socket's connection is up, from its monitor. It is looked at now and then, as nothing ends the
/// wait of the thread that owns the socket when something happens to it. Dispose it before the socket.
/// </summary>
/// <remarks>
/// With CURVE a connection is up once its handshake succeeded, and <see cref="HasFailed"/> says that it did not: libzmq never
/// connects such a socket again. NetMQ tells of no handshakes: there one that lasts for a second has succeeded, one that breaks
/// before has failed, and so has a socket without connection for 30 s.
/// </remarks>
internal sealed class ConnectionWatch(ZmqSocket socket, string endpoint, HandshakeReport? handshakes, TimeSpan madeAt)
    : IDisposable
{
    /// <summary>The longest time between two looks: shorter than libzmq's pause before it connects again by itself.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

#if AKKA
    private const bool TellsHandshakes = false;
#else
    private const bool TellsHandshakes = true;
#endif
    private const ZmqMonitorEvents Connections = ZmqMonitorEvents.Connected | ZmqMonitorEvents.Disconnected;
    private const ZmqMonitorEvents Failures = ZmqMonitorEvents.HandshakeFailedNoDetail
        | ZmqMonitorEvents.HandshakeFailedProtocol | ZmqMonitorEvents.HandshakeFailedAuth;

    private static readonly TimeSpan LongestHandshake = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWithout = TimeSpan.FromSeconds(30);

    private readonly ZmqMonitor _monitor = socket.Monitor(
        handshakes is null ? Connections : Connections | Failures | ZmqMonitorEvents.HandshakeSucceeded);

    private TimeSpan? _shakesSince;
    private TimeSpan _downSince = madeAt;

    /// <summary>Whether the connection was up at the last look.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>Whether a connection that was up broke, though another may have followed it.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Whether the socket is to be made anew after a pause: its handshake failed. Never without CURVE.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether the socket is to be made anew at once: it may never connect. Never without CURVE.</summary>
    public bool IsStale { get; private set; }

    /// <summary>Notes what has happened.</summary>
    public void Look(TimeSpan now)
    {
        while (_monitor.TryReceive(out var happened, TimeSpan.Zero))
            Note(happened, now);
        if (handshakes is null || TellsHandshakes)
            return;
        if (now >= _shakesSince + LongestHandshake)
            Up();
        IsStale = !IsConnected && now >= _downSince + LongestWithout;
    }

    public void Dispose() => _monitor.Dispose();

    private void Note(ZmqMonitorEvent happened, TimeSpan now)
    {
        if (IsConnected)
            (IsLost, IsConnected, _downSince) = (true, false, now);
        switch (happened.Kind)
        {
            case ZmqMonitorEvents.Connected when handshakes is not null:
                _shakesSince = now;
                break;
            case ZmqMonitorEvents.Connected or ZmqMonitorEvents.HandshakeSucceeded:
                Up();
                break;
            case ZmqMonitorEvents.Disconnected when _shakesSince is null:
                break;
            default:
                Fail(happened);
                break;
        }
    }

    private void Up()
    {
        _shakesSince = null;
        IsConnected = true;
        handshakes?.Succeeded(endpoint);
    }

    private void Fail(ZmqMonitorEvent happened)
    {
        _shakesSince = null;
        HasFailed = true;
        handshakes?.Failed(endpoint, happened.Kind);
    }
}

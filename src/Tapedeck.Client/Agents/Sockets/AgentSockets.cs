using Tapedeck.ZeroMQ;

namespace Tapedeck.Client;

/// <summary>Makes the sockets of one connection, with the keys of its options.</summary>
internal sealed class AgentSockets(AgentOptions options, AgentReport report) : IDisposable
{
    private readonly ZmqContext _context = new();
    private readonly HandshakeReport? _handshakes =
        options.Curve is { } curve ? new HandshakeReport(report, curve.Own.PublicKey) : null;

    /// <summary>Whether they use CURVE.</summary>
    public bool AreKeyed => _handshakes is not null;

    /// <summary>Where faults are told.</summary>
    public AgentReport Report => report;

    /// <summary>What ends the wait of the thread that owns the sockets.</summary>
    public ZmqWakeup Wakeup() => new(_context);

    /// <summary>A socket towards node or broker that drops what it has not sent when it is disposed.</summary>
    /// <exception cref="ZmqException">A key is none.</exception>
    public ZmqSocket Unsent(ZmqSocketType type)
    {
        var socket = _context.CreateSocket(type);
        socket.Linger = TimeSpan.Zero;
        if (options.Curve is not { } curve)
            return socket;
        try
        {
            socket.CurveServerKey = curve.ServerPublicKey;
            socket.CurvePublicKey = curve.Own.PublicKey;
            socket.CurveSecretKey = curve.Own.SecretKey;
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Watches a socket that is not yet connected.</summary>
    /// <exception cref="ZmqException">It cannot be watched.</exception>
    public ConnectionWatch Watch(ZmqSocket socket, string endpoint, TimeSpan now) => new(socket, endpoint, _handshakes, now);

    /// <summary>Ends the context, once what its sockets linger for is sent. They are disposed before.</summary>
    public void Dispose() => _context.Dispose();
}

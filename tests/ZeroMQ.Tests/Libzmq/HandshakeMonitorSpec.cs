using Tapedeck.Tests.ZeroMQ.Sockets;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Libzmq;

public sealed class HandshakeMonitorSpec : SocketsTest
{
    [Fact]
    public void A_monitor_reports_the_handshake_of_both_sides()
    {
        var pull = Bound(ZmqSocketType.Pull);
        using var accepting = pull.Monitor();
        var push = Socket(ZmqSocketType.Push);
        using var connecting = push.Monitor(ZmqMonitorEvents.Connected | ZmqMonitorEvents.HandshakeSucceeded);

        push.Connect(pull.LastEndpoint);

        Assert.Equal(ZmqMonitorEvents.Connected, Next(connecting).Kind);
        Assert.Equal(ZmqMonitorEvents.HandshakeSucceeded, Next(connecting).Kind);
        Assert.Equal(ZmqMonitorEvents.Accepted, Next(accepting).Kind);
        Assert.Equal(ZmqMonitorEvents.HandshakeSucceeded, Next(accepting).Kind);
    }

    [Fact]
    public void A_monitor_reports_a_peer_that_does_not_encrypt_as_asked()
    {
        const ZmqMonitorEvents Failed =
            ZmqMonitorEvents.HandshakeFailedProtocol | ZmqMonitorEvents.HandshakeFailedNoDetail;
        var pull = Socket(ZmqSocketType.Pull);
        pull.CurveServer = true;
        pull.CurveSecretKey = CurveKeyPair.Generate().SecretKey;
        pull.Bind("tcp://127.0.0.1:*");
        using var monitor = pull.Monitor(Failed | ZmqMonitorEvents.HandshakeSucceeded);

        ConnectedTo(pull, ZmqSocketType.Push);

        var happened = Next(monitor);
        Assert.True(Failed.HasFlag(happened.Kind), $"{happened}");
    }

    [Fact]
    public void A_monitor_outlives_its_socket_and_hears_of_its_end()
    {
        var pull = Bound(ZmqSocketType.Pull);
        using var monitor = pull.Monitor(ZmqMonitorEvents.MonitorStopped);

        pull.Dispose();

        Assert.Equal(ZmqMonitorEvents.MonitorStopped, Next(monitor).Kind);
    }

    private static ZmqMonitorEvent Next(ZmqMonitor monitor)
    {
        Assert.True(monitor.TryReceive(out var happened, Patience));
        return happened;
    }
}

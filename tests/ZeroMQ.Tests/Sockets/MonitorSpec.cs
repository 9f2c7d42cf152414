using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

public sealed class MonitorSpec : SocketsTest
{
    [Fact]
    public void A_monitor_reports_a_connection_from_its_start_to_its_end()
    {
        var pull = Bound(ZmqSocketType.Pull);
        using var accepting = pull.Monitor();
        var push = Socket(ZmqSocketType.Push);
        using var connecting = push.Monitor(ZmqMonitorEvents.Connected | ZmqMonitorEvents.HandshakeSucceeded);

        push.Connect(pull.LastEndpoint);
        Assert.Equal(ZmqMonitorEvents.Connected, Next(connecting).Kind);
        Assert.Equal(ZmqMonitorEvents.HandshakeSucceeded, Next(connecting).Kind);
        Assert.Equal(ZmqMonitorEvents.Accepted, Next(accepting).Kind);
        var ready = Next(accepting);
        Assert.Equal((ZmqMonitorEvents.HandshakeSucceeded, pull.LastEndpoint), (ready.Kind, ready.Endpoint));

        push.Dispose();

        Assert.Equal(ZmqMonitorEvents.Disconnected, Next(accepting).Kind);
        Assert.False(accepting.TryReceive(out _, TimeSpan.Zero));
    }

    [Fact]
    public void A_monitor_outlives_its_socket_and_hears_of_its_end()
    {
        var pull = Bound(ZmqSocketType.Pull);
        using var monitor = pull.Monitor(ZmqMonitorEvents.MonitorStopped);

        pull.Dispose();

        Assert.Equal(ZmqMonitorEvents.MonitorStopped, Next(monitor).Kind);
    }

    [Fact]
    public void Another_monitor_may_follow_a_disposed_one()
    {
        var pull = Bound(ZmqSocketType.Pull);
        pull.Monitor().Dispose();
        using var second = pull.Monitor(ZmqMonitorEvents.Accepted);

        ConnectedTo(pull, ZmqSocketType.Push);

        Assert.Equal(ZmqMonitorEvents.Accepted, Next(second).Kind);
    }

    private static ZmqMonitorEvent Next(ZmqMonitor monitor)
    {
        Assert.True(monitor.TryReceive(out var happened, Patience));
        return happened;
    }
}

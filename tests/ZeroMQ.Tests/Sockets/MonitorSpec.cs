using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

public sealed class MonitorSpec : SocketsTest
{
    [Fact]
    public void A_monitor_reports_a_connection_from_its_start_to_its_end()
    {
        var pull = Bound(ZmqSocketType.Pull);
        using var accepting = pull.Monitor(ZmqMonitorEvents.Accepted | ZmqMonitorEvents.Disconnected);
        var push = Socket(ZmqSocketType.Push);
        using var connecting = push.Monitor(ZmqMonitorEvents.Connected);

        push.Connect(pull.LastEndpoint);
        Assert.Equal((ZmqMonitorEvents.Connected, pull.LastEndpoint), Kind(Next(connecting)));
        Assert.Equal((ZmqMonitorEvents.Accepted, pull.LastEndpoint), Kind(Next(accepting)));

        push.Dispose();

        Assert.Equal((ZmqMonitorEvents.Disconnected, pull.LastEndpoint), Kind(Next(accepting)));
        Assert.False(accepting.TryReceive(out _, TimeSpan.Zero));
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

    private static (ZmqMonitorEvents, string) Kind(ZmqMonitorEvent happened) => (happened.Kind, happened.Endpoint);

    private static ZmqMonitorEvent Next(ZmqMonitor monitor)
    {
        Assert.True(monitor.TryReceive(out var happened, Patience));
        return happened;
    }
}

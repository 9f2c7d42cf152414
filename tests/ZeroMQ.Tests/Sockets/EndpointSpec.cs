using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

public sealed class EndpointSpec : SocketsTest
{
    [Fact]
    public void The_last_endpoint_tells_the_port_that_a_wildcard_was_given()
    {
        Assert.Matches(@"^tcp://127\.0\.0\.1:[1-9]\d*$", Bound(ZmqSocketType.Pull).LastEndpoint);
        Assert.Equal("", Socket(ZmqSocketType.Pull).LastEndpoint);
    }

    [Fact]
    public void A_taken_port_is_named_with_the_reason()
    {
        var endpoint = Bound(ZmqSocketType.Pull).LastEndpoint;

        var refused = Assert.Throws<ZmqException>(() => Socket(ZmqSocketType.Pull).Bind(endpoint));

        Assert.Equal($"cannot bind {endpoint}: Address already in use (EADDRINUSE)", refused.Message);
        Assert.Equal("EADDRINUSE", refused.ErrorName);
    }

    [Theory]
    [InlineData("127.0.0.1:5557", "cannot connect to 127.0.0.1:5557: Invalid argument (EINVAL)")]
    [InlineData("smtp://host", "cannot connect to smtp://host: Protocol not supported (EPROTONOSUPPORT)")]
    public void An_endpoint_that_is_none_is_named_with_the_reason(string endpoint, string message)
    {
        var push = Socket(ZmqSocketType.Push);

        Assert.Equal(message, Assert.Throws<ZmqException>(() => push.Connect(endpoint)).Message);
    }

    [Fact]
    public void An_unbound_endpoint_accepts_no_peer_and_can_be_bound_anew()
    {
        var first = Bound(ZmqSocketType.Pull);
        var endpoint = first.LastEndpoint;
        using var monitor = first.Monitor(ZmqMonitorEvents.Closed);

        first.Unbind(endpoint);
        Assert.True(monitor.TryReceive(out _, Patience));
        var second = Socket(ZmqSocketType.Pull);
        second.Bind(endpoint);
        Send(ConnectedTo(second, ZmqSocketType.Push), "to the second");

        Assert.Equal(["to the second"], Receive(second));
        Assert.Equal("ENOENT", Assert.Throws<ZmqException>(() => first.Unbind(endpoint)).ErrorName);
    }

    [Fact]
    public void A_disconnected_push_has_no_peer_left()
    {
        var pull = Bound(ZmqSocketType.Pull);
        var push = ConnectedTo(pull, ZmqSocketType.Push);
        Send(push, "while connected");
        Assert.Equal(["while connected"], Receive(pull));

        push.Disconnect(pull.LastEndpoint);

        Assert.False(push.TrySend("too late"u8, TimeSpan.FromMilliseconds(20)));
    }
}

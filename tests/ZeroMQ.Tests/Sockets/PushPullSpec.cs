using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

public sealed class PushPullSpec : SocketsTest
{
    [Theory]
    [InlineData("tcp://127.0.0.1:*")]
    [InlineData("inproc://push-pull")]
    public void A_pull_receives_what_a_push_sent_in_order(string endpoint)
    {
        var pull = Socket(ZmqSocketType.Pull);
        pull.Bind(endpoint);
        var push = ConnectedTo(pull, ZmqSocketType.Push);

        for (var i = 0; i < 500; i++)
            Send(push, $"message {i}");

        for (var i = 0; i < 500; i++)
            Assert.Equal([$"message {i}"], Receive(pull));
    }

    [Fact]
    public void A_push_that_bound_sends_to_a_pull_that_connected()
    {
        var push = Bound(ZmqSocketType.Push);
        var pull = ConnectedTo(push, ZmqSocketType.Pull);

        Send(push, "here");

        Assert.Equal(["here"], Receive(pull));
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

public sealed class LimitsSpec : SocketsTest
{
    [Fact]
    public void A_push_at_its_high_water_mark_refuses_until_the_pull_has_read()
    {
        var pull = Socket(ZmqSocketType.Pull);
        pull.ReceiveHighWaterMark = 2;
        pull.Bind("inproc://full");
        var push = Socket(ZmqSocketType.Push);
        push.SendHighWaterMark = 2;
        push.Connect("inproc://full");

        var sent = 0;
        while (push.TrySend("frame"u8))
            sent++;
        Assert.Equal(4, sent);
        Assert.False(push.TrySend("frame"u8, TimeSpan.FromMilliseconds(20)));

        for (var i = 0; i < sent; i++)
            Receive(pull);
        Assert.True(push.TrySend("frame"u8, Patience));
    }

    [Fact]
    public void A_push_without_a_peer_refuses()
    {
        Assert.False(Bound(ZmqSocketType.Push).TrySend("frame"u8));
    }

    [Fact]
    public void A_peer_that_sends_more_than_the_largest_message_is_disconnected_and_others_are_not()
    {
        var pull = Socket(ZmqSocketType.Pull);
        pull.MaxMessageSize = 1000;
        pull.Bind("tcp://127.0.0.1:*");
        using var monitor = pull.Monitor(ZmqMonitorEvents.Disconnected);

        ConnectedTo(pull, ZmqSocketType.Push).Send(new byte[1001]);
        Assert.True(monitor.TryReceive(out _, Patience));
        Send(ConnectedTo(pull, ZmqSocketType.Push), "small");

        Assert.Equal(["small"], Receive(pull));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: recorder\r\n\r\n")]
    [InlineData("\u00ff\0\0\0\0\0\0\0\u0001\u007f\u0003nonsense where the mechanism belongs, to the greeting's end")]
    [InlineData("\u0001\u0002\u0003")]
    public void A_peer_that_does_not_speak_ZeroMQ_harms_no_other(string nonsense)
    {
        var pull = Bound(ZmqSocketType.Pull);

        for (var i = 0; i < 20; i++)
        {
            using var stranger = new TcpClient();
            stranger.Connect(IPEndPoint.Parse(pull.LastEndpoint["tcp://".Length..]));
            stranger.GetStream().Write(Encoding.Latin1.GetBytes(nonsense));
        }

        Send(ConnectedTo(pull, ZmqSocketType.Push), "small");
        Assert.Equal(["small"], Receive(pull));
    }

    [Fact]
    public async Task With_a_linger_of_zero_unsent_messages_do_not_hold_up_the_end()
    {
        var context = new ZmqContext();
        var push = context.CreateSocket(ZmqSocketType.Push);
        push.Linger = TimeSpan.Zero;
        push.Connect("tcp://127.0.0.1:1");
        push.Send("never taken"u8);

        push.Dispose();
        await Task.Run(context.Dispose).WaitAsync(Patience);
    }

    [Fact]
    public void With_an_infinite_linger_a_disposed_socket_still_sends()
    {
        var pull = Bound(ZmqSocketType.Pull);
        var push = ConnectedTo(pull, ZmqSocketType.Push);
        push.Linger = Timeout.InfiniteTimeSpan;
        push.Send("last words"u8);

        push.Dispose();

        Assert.Equal(["last words"], Receive(pull));
    }
}

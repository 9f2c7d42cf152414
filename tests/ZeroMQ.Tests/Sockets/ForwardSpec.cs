using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

public sealed class ForwardSpec : SocketsTest
{
    private readonly ZmqSocket _inbound;
    private readonly ZmqSocket _source;
    private readonly ZmqMessage _message;

    public ForwardSpec()
    {
        _inbound = Bound(ZmqSocketType.Pull);
        _source = ConnectedTo(_inbound, ZmqSocketType.Push);
        _message = Own(new ZmqMessage());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(8192)]
    [InlineData(2_000_000)]
    public void A_frame_of_any_size_is_handed_on_byte_for_byte(int size)
    {
        var frame = new byte[size];
        new Random(size).NextBytes(frame);
        var outbound = Bound(ZmqSocketType.Push);
        var destination = ConnectedTo(outbound, ZmqSocketType.Pull);
        Send(outbound, "connected");
        Receive(destination);
        _source.Send(frame);
        Assert.True(_inbound.TryReceive(_message, Patience));

        Assert.True(outbound.TrySend(_message));

        Assert.Equal(0, _message.Length);
        Assert.True(_message.Data.IsEmpty);
        Assert.False(_message.More);
        Assert.True(destination.TryReceive(_message, Patience));
        Assert.True(_message.Data.SequenceEqual(frame));
        Assert.False(_message.More);
    }

    [Fact]
    public void A_message_of_several_frames_reaches_each_subscriber_whole_and_the_next_ones_too()
    {
        var subscribers = Bound(ZmqSocketType.XPub);
        subscribers.XPubVerbose = true;
        ZmqSocket[] subs = [.. Enumerable.Range(0, 3).Select(_ => ConnectedTo(subscribers, ZmqSocketType.Sub))];
        foreach (var sub in subs)
        {
            sub.Subscribe("topic"u8);
            Receive(subscribers);
        }

        for (var i = 0; i < 100; i++)
        {
            Send(_source, "topic", "", $"message {i}");
            do
                Assert.True(_inbound.TryReceive(_message, Patience));
            while (Forwarded(_message.More));
        }

        foreach (var sub in subs)
            for (var i = 0; i < 100; i++)
                Assert.Equal(["topic", "", $"message {i}"], Receive(sub));

        bool Forwarded(bool more)
        {
            Assert.True(subscribers.TrySend(_message, more));
            return more;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_finds_no_room_stays_as_it_was_and_can_be_sent_later(bool more)
    {
        string[] frames = more ? ["first", "last"] : ["only"];
        Send(_source, frames);
        Assert.True(_inbound.TryReceive(_message, Patience));
        var outbound = Bound(ZmqSocketType.Push);

        Assert.False(outbound.TrySend(_message, !more));

        Assert.Equal(frames[0], Encoding.UTF8.GetString(_message.Data));
        Assert.Equal(more, _message.More);
        var destination = ConnectedTo(outbound, ZmqSocketType.Pull);
        Assert.Equal(ZmqPollEvents.Writable, outbound.Poll(ZmqPollEvents.Writable, Patience));
        Assert.True(outbound.TrySend(_message));
        Assert.Equal([frames[0]], Receive(destination));
    }

    [Fact]
    public void A_frame_whose_sender_nobody_checked_has_no_user_id()
    {
        Send(_source, "anybody");
        Assert.True(_inbound.TryReceive(_message, Patience));

        Assert.Null(_message.UserId);
    }
}

using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

public sealed class FrameSpec : SocketsTest
{
    private readonly ZmqSocket _pull;
    private readonly ZmqSocket _push;
    private readonly ZmqMessage _message;

    public FrameSpec()
    {
        _pull = Bound(ZmqSocketType.Pull);
        _push = ConnectedTo(_pull, ZmqSocketType.Push);
        _message = Own(new ZmqMessage());
    }

    [Fact]
    public void A_multipart_message_keeps_its_frames_also_the_empty_ones()
    {
        Send(_push, "", "first", "", "last", "");

        Assert.Equal(["", "first", "", "last", ""], Receive(_pull));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(33)] // the longest that libzmq keeps inside the message
    [InlineData(34)]
    [InlineData(8192)]
    [InlineData(20_000_000)]
    public void A_frame_of_any_size_arrives_byte_for_byte(int size)
    {
        var frame = new byte[size];
        new Random(size).NextBytes(frame);

        _push.Send(frame);

        Assert.True(_pull.TryReceive(_message, Patience));
        Assert.Equal(size, _message.Length);
        Assert.True(_message.Data.SequenceEqual(frame));
        Assert.False(_message.More);
    }

    [Fact]
    public void A_receive_that_yields_nothing_leaves_the_message_empty()
    {
        Send(_push, "something");
        Assert.True(_pull.TryReceive(_message, Patience));

        Assert.False(_pull.TryReceive(_message));

        Assert.Equal(0, _message.Length);
        Assert.True(_message.Data.IsEmpty);
        Assert.False(_message.More);
    }

    [Fact]
    public void A_timed_receive_waits_at_least_the_time_out()
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        Assert.False(_pull.TryReceive(_message, TimeSpan.FromMilliseconds(30)));

        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void A_poll_tells_what_the_socket_is_ready_for()
    {
        Assert.Equal(ZmqPollEvents.None, _pull.Poll(ZmqPollEvents.Readable, TimeSpan.Zero));
        Assert.Equal(ZmqPollEvents.Writable, _push.Poll(ZmqPollEvents.Readable | ZmqPollEvents.Writable, Patience));

        Send(_push, "something");

        Assert.Equal(ZmqPollEvents.Readable, _pull.Poll(ZmqPollEvents.Readable, Patience));
    }

    [Fact]
    public void Receiving_into_one_message_allocates_nothing_for_a_frame()
    {
        // NetMQ boxes a number each time it tells the sender that half the queue is free, and waiting for the sender costs
        // something: of some rounds one needs no waiting.
        Assert.InRange(Enumerable.Range(0, 10).Min(_ => AllocatedForFrames(900)), 0, 3 * 24);
    }

    private long AllocatedForFrames(int count)
    {
        var frame = new byte[630];
        for (var i = 0; i < count; i++)
            _push.Send(frame);
        Assert.True(_pull.TryReceive(_message, Patience));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i < count; i++)
            while (!_pull.TryReceive(_message, Patience) || _message.Data.Length != frame.Length)
            {
            }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

using System.Diagnostics;
using Tapedeck.Tests.ZeroMQ.Sockets;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Closing;

/// <summary>What was sent arrives, to the last message, though the socket and its context end right after it.</summary>
public sealed class ClosingSpec : SocketsTest
{
    private readonly byte[] _frame = new byte[600];

    [Fact]
    public async Task Nothing_is_lost_when_a_push_ends_right_after_its_last_message()
    {
        for (var run = 0; run < 5; run++)
        {
            using var context = new ZmqContext();
            using var pull = Context.CreateSocket(ZmqSocketType.Pull);
            pull.Bind("tcp://127.0.0.1:*");
            var reader = Task.Factory.StartNew(
                () => NumberedMessages.AssertReceived(pull, 5_000, Patience),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

            NumberedMessages.Push(context, pull.LastEndpoint, 5_000);
            context.Dispose();

            await reader.WaitAsync(Patience);
        }
    }

    [Fact]
    public void A_socket_may_end_before_anybody_reads_and_sends_on_in_the_background()
    {
        using var context = new ZmqContext();
        var pull = Bound(ZmqSocketType.Pull);
        using var push = context.CreateSocket(ZmqSocketType.Push);
        push.SendHighWaterMark = 0;
        push.Connect(pull.LastEndpoint);
        const int Count = 20_000; // 12 MB: more than a connection's buffers hold
        for (var i = 0; i < Count; i++)
            push.Send(_frame);

        push.Dispose();

        using var message = new ZmqMessage();
        for (var i = 0; i < Count; i++)
            Assert.True(pull.TryReceive(message, Patience), $"only {i} of {Count} came");
    }

    [Fact]
    public void A_large_message_is_sent_whole()
    {
        using var context = new ZmqContext();
        var pull = Bound(ZmqSocketType.Pull);
        using (var push = context.CreateSocket(ZmqSocketType.Push))
        {
            push.Connect(pull.LastEndpoint);
            push.Send(new byte[30_000_000]);
        }

        using var message = new ZmqMessage();
        Assert.True(pull.TryReceive(message, Patience));
        Assert.Equal(30_000_000, message.Length);
    }

    [Fact]
    public async Task A_bound_push_whose_peer_left_with_messages_unsent_still_ends()
    {
        var context = new ZmqContext();
        var push = context.CreateSocket(ZmqSocketType.Push);
        push.SendHighWaterMark = 100_000;
        push.Bind("tcp://127.0.0.1:*");
        var pull = ConnectedTo(push, ZmqSocketType.Pull);
        Assert.True(push.TrySend(_frame, Patience));
        while (push.TrySend(_frame))
        {
        }

        pull.Dispose();
        push.Dispose();

        await Task.Run(context.Dispose).WaitAsync(Patience);
    }

    [Fact]
    public async Task A_linger_that_passes_ends_the_wait()
    {
        var context = new ZmqContext();
        var push = context.CreateSocket(ZmqSocketType.Push);
        push.Linger = TimeSpan.FromMilliseconds(50);
        push.Connect("tcp://127.0.0.1:1");
        push.Send("never taken"u8);
        var started = Stopwatch.GetTimestamp();

        push.Dispose();
        await Task.Run(context.Dispose).WaitAsync(Patience);

        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(40));
    }

    [Fact]
    public void A_port_is_free_once_its_context_has_ended()
    {
        var context = new ZmqContext();
        var first = context.CreateSocket(ZmqSocketType.Pull);
        first.Bind("tcp://127.0.0.1:*");
        var endpoint = first.LastEndpoint;
        first.Dispose();
        context.Dispose();

        Socket(ZmqSocketType.Pull).Bind(endpoint);
    }
}

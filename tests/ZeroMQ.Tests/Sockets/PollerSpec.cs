using System.Collections.Concurrent;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

public sealed class PollerSpec : SocketsTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_wait_ends_when_any_of_the_sockets_can_be_read(int which)
    {
        ZmqSocket[] pulls = [Bound(ZmqSocketType.Pull), Bound(ZmqSocketType.Pull), Bound(ZmqSocketType.Pull)];
        var poller = new ZmqPoller(pulls);
        Assert.False(poller.Wait(TimeSpan.Zero));

        Send(ConnectedTo(pulls[which], ZmqSocketType.Push), "here");

        Assert.True(poller.Wait(Patience));
        using var message = new ZmqMessage();
        Assert.Equal([which], Enumerable.Range(0, 3).Where(i => pulls[i].TryReceive(message)));
        Assert.False(poller.Wait(TimeSpan.Zero));
    }

    [Fact]
    public void A_broker_waits_for_messages_and_subscriptions_at_once()
    {
        var publishers = Bound(ZmqSocketType.XSub);
        var subscribers = Bound(ZmqSocketType.XPub);
        var poller = new ZmqPoller(publishers, subscribers);

        var sub = ConnectedTo(subscribers, ZmqSocketType.Sub);
        sub.Subscribe("topic"u8);
        Assert.True(poller.Wait(Patience));
        Send(publishers, Receive(subscribers));

        var pub = Bound(ZmqSocketType.XPub);
        publishers.Connect(pub.LastEndpoint);
        Assert.Equal(["\u0001topic"], Receive(pub));
        Send(pub, "topic", "{}");
        Assert.True(poller.Wait(Patience));
        Assert.Equal(["topic", "{}"], Receive(publishers));
    }

    [Fact]
    public void A_wait_in_vain_lasts_its_time_out()
    {
        var poller = new ZmqPoller(Bound(ZmqSocketType.Pull), Bound(ZmqSocketType.Sub));
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        Assert.False(poller.Wait(TimeSpan.FromMilliseconds(30)));

        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public async Task A_wait_is_ended_from_another_thread()
    {
        using var wakeup = new ZmqWakeup(Context);
        var poller = new ZmqPoller(wakeup, Bound(ZmqSocketType.Pull));
        var waiting = OnThread(() => poller.Wait(Timeout.InfiniteTimeSpan));

        wakeup.Wake();

        Assert.True(await waiting.WaitAsync(Patience));
    }

    [Fact]
    public void Any_number_of_wakes_before_a_wait_end_that_one_and_no_other()
    {
        using var wakeup = new ZmqWakeup(Context);
        var poller = new ZmqPoller(wakeup);

        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 5_000; i++)
                wakeup.Wake();
            Assert.True(poller.Wait(Patience));
            Assert.False(poller.Wait(TimeSpan.Zero));
        }
    }

    [Fact]
    public async Task Work_that_was_put_down_before_a_wake_is_never_left_lying()
    {
        const int Threads = 4, Each = 20_000;
        var work = new ConcurrentQueue<int>();
        using var wakeup = new ZmqWakeup(Context);
        var poller = new ZmqPoller(wakeup);
        var working = OnThread(() =>
        {
            var done = 0;
            while (done < Threads * Each)
            {
                if (!poller.Wait(Patience))
                    return done;
                while (work.TryDequeue(out _))
                    done++;
            }

            return done;
        });

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => OnThread(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                work.Enqueue(i);
                wakeup.Wake();
            }

            return Each;
        })));

        Assert.Equal(Threads * Each, await working);
    }

    [Fact]
    public async Task Shutting_down_the_context_ends_a_wait()
    {
        using var wakeup = new ZmqWakeup(Context);
        var poller = new ZmqPoller(wakeup, Bound(ZmqSocketType.Pull), Bound(ZmqSocketType.Pull));
        var waiting = OnThread(() => poller.Wait(Timeout.InfiniteTimeSpan));

        Context.Shutdown();

        await Assert.ThrowsAsync<ZmqContextTerminatedException>(() => waiting.WaitAsync(Patience));
        wakeup.Wake();
    }

    [Fact]
    public void A_wait_on_a_disposed_socket_says_so()
    {
        var (open, disposed) = (Bound(ZmqSocketType.Pull), Bound(ZmqSocketType.Pull));
        var wakeup = new ZmqWakeup(Context);
        disposed.Dispose();
        wakeup.Dispose();
        wakeup.Wake();

        Assert.Throws<ObjectDisposedException>(() => new ZmqPoller(open, disposed).Wait(TimeSpan.Zero));
        Assert.Throws<ObjectDisposedException>(() => new ZmqPoller(wakeup, open).Wait(TimeSpan.Zero));
        Assert.Throws<ObjectDisposedException>(() => disposed.Poll(ZmqPollEvents.Readable, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ZmqPoller());
    }

    private static Task<T> OnThread<T>(Func<T> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}

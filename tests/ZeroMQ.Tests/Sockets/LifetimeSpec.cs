using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

public sealed class LifetimeSpec : SocketsTest
{
    [Fact]
    public async Task Shutting_down_the_context_ends_a_wait_on_another_thread()
    {
        var pull = Bound(ZmqSocketType.Pull);
        using var message = new ZmqMessage();
        var waiting = Task.Factory.StartNew(
            () => pull.TryReceive(message, Timeout.InfiniteTimeSpan),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        Context.Shutdown();

        await Assert.ThrowsAsync<ZmqContextTerminatedException>(() => waiting.WaitAsync(Patience));
    }

    [Fact]
    public void After_a_shutdown_a_socket_says_that_its_context_has_ended()
    {
        var push = Bound(ZmqSocketType.Push);

        Context.Shutdown();

        Assert.Throws<ZmqContextTerminatedException>(() => push.TrySend("frame"u8));
        Assert.Throws<ZmqContextTerminatedException>(() => Context.CreateSocket(ZmqSocketType.Pull));
    }

    [Fact]
    public void What_is_disposed_says_so_and_may_be_disposed_again()
    {
        var pull = Bound(ZmqSocketType.Pull);
        var message = new ZmqMessage();
        message.Dispose();
        message.Dispose();
        Assert.Throws<ObjectDisposedException>(() => pull.TryReceive(message));
        Assert.Throws<ObjectDisposedException>(() => message.More);

        pull.Dispose();
        pull.Dispose();
        using var usable = new ZmqMessage();
        Assert.Throws<ObjectDisposedException>(() => pull.TryReceive(usable));
        Assert.Throws<ObjectDisposedException>(() => pull.Bind("tcp://127.0.0.1:*"));

        Context.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Context.CreateSocket(ZmqSocketType.Pull));
    }
}

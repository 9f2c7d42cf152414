using Tapedeck.Tests.ZeroMQ.Sockets;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Libzmq;

/// <summary>What libzmq can and NetMQ cannot.</summary>
public sealed class LibzmqOnlySpec : SocketsTest
{
    [Fact]
    public void A_pull_hears_a_push_over_ipc()
    {
        var pull = Socket(ZmqSocketType.Pull);
        pull.Bind("ipc://*");

        Send(ConnectedTo(pull, ZmqSocketType.Push), "over a file");

        Assert.Equal(["over a file"], Receive(pull));
    }

    [Fact]
    public void A_connection_may_be_made_before_the_inproc_endpoint_is_bound()
    {
        var push = Socket(ZmqSocketType.Push);
        push.Connect("inproc://later");
        Send(push, "early");
        var pull = Socket(ZmqSocketType.Pull);

        pull.Bind("inproc://later");

        Assert.Equal(["early"], Receive(pull));
    }

    [Fact]
    public void A_zap_domain_reads_as_it_was_set()
    {
        var socket = Socket(ZmqSocketType.Pull);
        Assert.Equal("", socket.ZapDomain);

        socket.ZapDomain = "recorder";

        Assert.Equal("recorder", socket.ZapDomain);
    }

    [Fact]
    public void A_wait_on_several_sockets_allocates_nothing()
    {
        using var wakeup = new ZmqWakeup(Context);
        var poller = new ZmqPoller(wakeup, Bound(ZmqSocketType.Pull), Bound(ZmqSocketType.Pull));
        WaitAndWake(10);

        var before = GC.GetAllocatedBytesForCurrentThread();
        WaitAndWake(200);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void WaitAndWake(int times)
        {
            for (var i = 0; i < times; i++)
            {
                wakeup.Wake();
                poller.Wait(Timeout.InfiniteTimeSpan);
                poller.Wait(TimeSpan.Zero);
            }
        }
    }
}

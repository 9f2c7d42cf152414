using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

public sealed class RouterDealerSpec : SocketsTest
{
    [Fact]
    public void A_router_answers_the_dealer_that_asked()
    {
        var router = Bound(ZmqSocketType.Router);
        var first = Greeting(router, "first");
        var second = Greeting(router, "second");

        for (var i = 0; i < 2; i++)
        {
            var asked = Receive(router);
            Assert.Equal([asked[0], "HELLO", asked[0]], asked);
            Send(router, asked[0], "WELCOME", asked[0]);
        }

        Assert.Equal(["WELCOME", "first"], Receive(first));
        Assert.Equal(["WELCOME", "second"], Receive(second));
    }

    [Fact]
    public void A_mandatory_router_refuses_to_send_to_a_peer_it_does_not_know()
    {
        var router = Bound(ZmqSocketType.Router);
        router.RouterMandatory = true;

        var refused = Assert.Throws<ZmqException>(() => router.TrySend("nobody"u8, more: true));

        Assert.Equal("EHOSTUNREACH", refused.ErrorName);
        Assert.StartsWith("cannot send on a Router socket: ", refused.Message);
    }

    [Fact]
    public void A_mandatory_router_gives_up_on_a_full_peer_after_the_time_out()
    {
        var router = Socket(ZmqSocketType.Router);
        router.RouterMandatory = true;
        router.SendHighWaterMark = 1;
        router.Bind("inproc://router");
        var dealer = Socket(ZmqSocketType.Dealer);
        dealer.ReceiveHighWaterMark = 1;
        dealer.RoutingId = "slow"u8;
        dealer.Connect("inproc://router");
        Send(dealer, "HELLO");
        Receive(router);

        var sent = 0;
        while (router.TrySend("slow"u8, TimeSpan.FromMilliseconds(50), more: true))
        {
            router.Send("reply"u8);
            sent++;
        }

        Assert.InRange(sent, 1, 2);
    }

    private ZmqSocket Greeting(ZmqSocket router, string name)
    {
        var dealer = Socket(ZmqSocketType.Dealer);
        dealer.RoutingId = Encoding.UTF8.GetBytes(name);
        dealer.Connect(router.LastEndpoint);
        Send(dealer, "HELLO", name);
        return dealer;
    }
}

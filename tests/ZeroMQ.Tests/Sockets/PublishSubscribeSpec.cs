using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Sockets;

public sealed class PublishSubscribeSpec : SocketsTest
{
    [Fact]
    public void A_sub_receives_only_what_begins_with_its_subscription()
    {
        var pub = Bound(ZmqSocketType.XPub);
        var sub = ConnectedTo(pub, ZmqSocketType.Sub);
        sub.Subscribe("gemini"u8);
        Assert.Equal(["\u0001gemini"], Receive(pub));

        Send(pub, "claude_code", "not for this one");
        Send(pub, "gemini_cli", "{}");

        Assert.Equal(["gemini_cli", "{}"], Receive(sub));
    }

    [Fact]
    public void An_xpub_hears_an_unsubscription()
    {
        var pub = Bound(ZmqSocketType.XPub);
        var sub = ConnectedTo(pub, ZmqSocketType.Sub);

        sub.Subscribe("topic"u8);
        sub.Unsubscribe("topic"u8);

        Assert.Equal(["\u0001topic"], Receive(pub));
        Assert.Equal(["\u0000topic"], Receive(pub));
    }

    [Fact]
    public void A_verbose_xpub_hears_every_subscription_to_the_same_topic()
    {
        var pub = Bound(ZmqSocketType.XPub);
        pub.XPubVerbose = true;

        for (var i = 0; i < 3; i++)
        {
            ConnectedTo(pub, ZmqSocketType.Sub).Subscribe("topic"u8);
            Assert.Equal(["\u0001topic"], Receive(pub));
        }
    }

    [Fact]
    public void Messages_of_a_pub_reach_a_sub_through_an_xsub_and_an_xpub()
    {
        var publishers = Bound(ZmqSocketType.XSub);
        var subscribers = Bound(ZmqSocketType.XPub);
        var pub = ConnectedTo(publishers, ZmqSocketType.Pub);
        var sub = ConnectedTo(subscribers, ZmqSocketType.Sub);
        sub.Subscribe("gemini_cli"u8);
        Send(publishers, Receive(subscribers));

        // A PUB cannot tell when a subscription has reached it: it sends until one message has come through.
        using var message = new ZmqMessage();
        do
            Send(pub, "gemini_cli", "{}");
        while (!publishers.TryReceive(message, TimeSpan.FromMilliseconds(20)));
        Send(subscribers, [Encoding.UTF8.GetString(message.Data), .. Receive(publishers)]);

        Assert.Equal(["gemini_cli", "{}"], Receive(sub));
    }
}

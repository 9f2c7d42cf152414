using NetMQ;
using NetMQ.Sockets;

namespace Tapedeck.ZeroMQ;

/// <summary>NetMQ's class for each pattern.</summary>
internal static class NetMQSockets
{
    internal static NetMQSocket New(ZmqSocketType type) => type switch
    {
        ZmqSocketType.Pair => new PairSocket(),
        ZmqSocketType.Pub => new PublisherSocket(),
        ZmqSocketType.Sub => new SubscriberSocket(),
        ZmqSocketType.Dealer => new DealerSocket(),
        ZmqSocketType.Router => new RouterSocket(),
        ZmqSocketType.Pull => new PullSocket(),
        ZmqSocketType.Push => new PushSocket(),
        ZmqSocketType.XPub => new XPublisherSocket(),
        ZmqSocketType.XSub => new XSubscriberSocket(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no pattern of ZeroMQ"),
    };
}

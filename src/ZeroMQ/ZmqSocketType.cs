namespace Tapedeck.ZeroMQ;

/// <summary>The messaging pattern of a socket; the numbers are those of zmq_socket(3).</summary>
public enum ZmqSocketType
{
    /// <summary>One peer at each end, in the same process: what a monitor reads its events from.</summary>
    Pair = 0,

    /// <summary>Sends to every subscriber; drops for one that is at its high-water mark.</summary>
    Pub = 1,

    /// <summary>Receives what begins with one of its subscriptions.</summary>
    Sub = 2,

    /// <summary>Sends round robin, receives fair-queued, without a fixed order of requests and replies.</summary>
    Dealer = 5,

    /// <summary>Puts the sender's routing id before each message received, and sends by the first frame.</summary>
    Router = 6,

    /// <summary>Receives fair-queued from every PUSH.</summary>
    Pull = 7,

    /// <summary>Sends round robin to the PULLs; waits where none has room.</summary>
    Push = 8,

    /// <summary>PUB that receives its subscribers' subscriptions as frames (0x01 or 0x00, then the prefix).</summary>
    XPub = 9,

    /// <summary>SUB that sends its subscriptions as frames (0x01 or 0x00, then the prefix).</summary>
    XSub = 10,
}

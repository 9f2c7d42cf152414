namespace Tapedeck.ZeroMQ;

/// <summary>What a socket is ready for; the numbers are those of zmq_poll(3).</summary>
[Flags]
public enum ZmqPollEvents
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>A frame can be received.</summary>
    Readable = 1,

    /// <summary>A frame can be sent.</summary>
    Writable = 2,
}

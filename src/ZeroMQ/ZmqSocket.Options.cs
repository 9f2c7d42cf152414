namespace Tapedeck.ZeroMQ;

// Options. One set after a bind or connect holds for later ones only, except where it says so.
public sealed partial class ZmqSocket
{
    /// <summary>Messages (not frames) queued to send for each peer; 0 is unlimited. Default 1,000.</summary>
    public partial int SendHighWaterMark { get; set; }

    /// <summary>Messages (not frames) queued as received from each peer; 0 is unlimited. Default 1,000.</summary>
    public partial int ReceiveHighWaterMark { get; set; }

    /// <summary>
    /// Largest frame accepted from a peer, in bytes; a peer that sends a larger one is disconnected. -1, the default,
    /// is no limit.
    /// </summary>
    public partial long MaxMessageSize { get; set; }

    /// <summary>
    /// The system's send buffer of each connection, in bytes; -1, the default, leaves it to the system.
    /// </summary>
    public partial int SendBufferSize { get; set; }

    /// <summary>
    /// The system's receive buffer of each connection, in bytes; -1, the default, leaves it to the system.
    /// </summary>
    public partial int ReceiveBufferSize { get; set; }

    /// <summary>
    /// How long what is not yet sent is still tried after <see cref="Dispose"/>, in milliseconds;
    /// <see cref="Timeout.InfiniteTimeSpan"/>, the default, is until it is sent. May be set at any time.
    /// </summary>
    public partial TimeSpan Linger { get; set; }

    /// <summary>How often a connection is pinged, in milliseconds; zero, the default, is never.</summary>
    public partial TimeSpan HeartbeatInterval { get; set; }

    /// <summary>
    /// Silence after a ping that ends the connection, in milliseconds; <see cref="Timeout.InfiniteTimeSpan"/>, the
    /// default, is as long as <see cref="HeartbeatInterval"/>.
    /// </summary>
    public partial TimeSpan HeartbeatTimeout { get; set; }

    /// <summary>
    /// Silence after a ping at which the peer ends the connection, in tenths of a second, up to 6,553.5 s; zero, the
    /// default, is never.
    /// </summary>
    public partial TimeSpan HeartbeatTimeToLive { get; set; }

    /// <summary>
    /// Whether the system probes idle TCP connections (SO_KEEPALIVE); null, the default, leaves it to it.
    /// </summary>
    public partial bool? TcpKeepAlive { get; set; }

    /// <summary>Whether IPv6 addresses are used besides IPv4. Default false.</summary>
    public partial bool Ipv6 { get; set; }

    /// <summary>
    /// Whether messages are queued only for connections that are up, not for ones being made. Default false.
    /// </summary>
    public partial bool Immediate { get; set; }

    /// <summary>
    /// What a ROUTER peer knows this socket by: 1 to 255 bytes, the first not zero; empty, the default, lets it choose.
    /// </summary>
    public partial ReadOnlySpan<byte> RoutingId { get; set; }

    /// <summary>
    /// Whether sending to a peer that a ROUTER does not know fails (EHOSTUNREACH), and waits where that peer has no
    /// room. Default false: the message is dropped. May be set at any time.
    /// </summary>
    public partial bool RouterMandatory { get; set; }

    /// <summary>
    /// Whether an XPUB receives every subscription, not only the first of each prefix. Default false.
    /// </summary>
    public partial bool XPubVerbose { get; set; }

    /// <summary>
    /// The endpoint of the last bind or connect, with the port the system picked; empty before the first.
    /// </summary>
    public partial string LastEndpoint { get; }

    /// <summary>
    /// Makes a SUB receive the messages whose first frame begins with <paramref name="prefix"/>; empty is all.
    /// </summary>
    public partial void Subscribe(ReadOnlySpan<byte> prefix);

    /// <summary>Takes back one <see cref="Subscribe"/> of the same prefix.</summary>
    public partial void Unsubscribe(ReadOnlySpan<byte> prefix);
}

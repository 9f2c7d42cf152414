using Option = Tapedeck.ZeroMQ.Native.ZmqSocketOption;

namespace Tapedeck.ZeroMQ;

// Options of zmq_setsockopt(3). One set after a bind or connect holds for later ones only, except where it says so.
public sealed partial class ZmqSocket
{
    /// <summary>Messages (not frames) queued to send for each peer; 0 is unlimited. Default 1,000.</summary>
    public int SendHighWaterMark
    {
        get => GetInt(Option.SendHighWaterMark);
        set => SetInt(Option.SendHighWaterMark, value);
    }

    /// <summary>Messages (not frames) queued as received from each peer; 0 is unlimited. Default 1,000.</summary>
    public int ReceiveHighWaterMark
    {
        get => GetInt(Option.ReceiveHighWaterMark);
        set => SetInt(Option.ReceiveHighWaterMark, value);
    }

    /// <summary>
    /// Largest frame accepted from a peer, in bytes; a peer that sends a larger one is disconnected. -1, the default,
    /// is no limit.
    /// </summary>
    public long MaxMessageSize
    {
        get => Get<long>(Option.MaxMessageSize);
        set => Set(Option.MaxMessageSize, value);
    }

    /// <summary>
    /// The system's send buffer of each connection, in bytes; -1, the default, leaves it to the system.
    /// </summary>
    public int SendBufferSize
    {
        get => GetInt(Option.SendBufferSize);
        set => SetInt(Option.SendBufferSize, value);
    }

    /// <summary>
    /// The system's receive buffer of each connection, in bytes; -1, the default, leaves it to the system.
    /// </summary>
    public int ReceiveBufferSize
    {
        get => GetInt(Option.ReceiveBufferSize);
        set => SetInt(Option.ReceiveBufferSize, value);
    }

    /// <summary>
    /// How long what is not yet sent is still tried after <see cref="Dispose"/>, in milliseconds;
    /// <see cref="Timeout.InfiniteTimeSpan"/>, the default, is until it is sent. May be set at any time.
    /// </summary>
    public TimeSpan Linger
    {
        get => GetTime(Option.Linger);
        set => SetTime(Option.Linger, value);
    }

    /// <summary>How often a connection is pinged, in milliseconds; zero, the default, is never.</summary>
    public TimeSpan HeartbeatInterval
    {
        get => GetTime(Option.HeartbeatInterval);
        set => SetTime(Option.HeartbeatInterval, value);
    }

    /// <summary>
    /// Silence after a ping that ends the connection, in milliseconds; <see cref="Timeout.InfiniteTimeSpan"/>, the
    /// default, is as long as <see cref="HeartbeatInterval"/>.
    /// </summary>
    public TimeSpan HeartbeatTimeout
    {
        get => GetTime(Option.HeartbeatTimeout);
        set => SetTime(Option.HeartbeatTimeout, value);
    }

    /// <summary>
    /// Silence after a ping at which the peer ends the connection, in tenths of a second, up to 6,553.5 s; zero, the
    /// default, is never.
    /// </summary>
    public TimeSpan HeartbeatTimeToLive
    {
        get => GetTime(Option.HeartbeatTimeToLive);
        set => SetTime(Option.HeartbeatTimeToLive, value);
    }

    /// <summary>
    /// Whether the system probes idle TCP connections (SO_KEEPALIVE); null, the default, leaves it to it.
    /// </summary>
    public bool? TcpKeepAlive
    {
        get => GetInt(Option.TcpKeepAlive) is var set and >= 0 ? set != 0 : null;
        set => SetInt(Option.TcpKeepAlive, value is null ? -1 : value.Value ? 1 : 0);
    }

    /// <summary>Whether IPv6 addresses are used besides IPv4. Default false.</summary>
    public bool Ipv6
    {
        get => GetInt(Option.Ipv6) != 0;
        set => SetInt(Option.Ipv6, value ? 1 : 0);
    }

    /// <summary>
    /// Whether messages are queued only for connections that are up, not for ones being made. Default false.
    /// </summary>
    public bool Immediate
    {
        get => GetInt(Option.Immediate) != 0;
        set => SetInt(Option.Immediate, value ? 1 : 0);
    }

    /// <summary>
    /// What a ROUTER peer knows this socket by: 1 to 255 bytes, the first not zero; empty, the default, lets it choose.
    /// </summary>
    public ReadOnlySpan<byte> RoutingId
    {
        get => GetBytes(Option.RoutingId, capacity: 255);
        set => SetBytes(Option.RoutingId, value);
    }

    /// <summary>
    /// Whether sending to a peer that a ROUTER does not know fails (EHOSTUNREACH), and waits where that peer has no
    /// room. Default false: the message is dropped. May be set at any time.
    /// </summary>
    public bool RouterMandatory
    {
        get;
        set
        {
            SetInt(Option.RouterMandatory, value ? 1 : 0);
            field = value;
        }
    }

    /// <summary>
    /// Whether an XPUB receives every subscription, not only the first of each prefix. Default false.
    /// </summary>
    public bool XPubVerbose
    {
        get;
        set
        {
            SetInt(Option.XPubVerbose, value ? 1 : 0);
            field = value;
        }
    }

    /// <summary>
    /// The endpoint of the last bind or connect, with the port the system picked; empty before the first.
    /// </summary>
    public string LastEndpoint => GetText(Option.LastEndpoint);

    /// <summary>
    /// Makes a SUB receive the messages whose first frame begins with <paramref name="prefix"/>; empty is all.
    /// </summary>
    public void Subscribe(ReadOnlySpan<byte> prefix) => SetBytes(Option.Subscribe, prefix);

    /// <summary>Takes back one <see cref="Subscribe"/> of the same prefix.</summary>
    public void Unsubscribe(ReadOnlySpan<byte> prefix) => SetBytes(Option.Unsubscribe, prefix);
}

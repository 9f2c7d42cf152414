namespace Tapedeck.ZeroMQ;

// Options of NetMQ. Those that it does not tell, or tells otherwise, are kept here as they were set.
public sealed partial class ZmqSocket
{
    private TimeSpan _linger;
    private TimeSpan _heartbeatTimeout = Timeout.InfiniteTimeSpan;
    private bool? _tcpKeepAlive;

    public partial int SendHighWaterMark
    {
        get => Options.SendHighWatermark;
        set => Set(nameof(SendHighWaterMark), value, value >= 0, () => Options.SendHighWatermark = value);
    }

    public partial int ReceiveHighWaterMark
    {
        get => Options.ReceiveHighWatermark;
        set => Set(nameof(ReceiveHighWaterMark), value, value >= 0, () => Options.ReceiveHighWatermark = value);
    }

    public partial long MaxMessageSize
    {
        get => Options.MaxMsgSize;
        set => Set(nameof(MaxMessageSize), value, value >= -1, () => Options.MaxMsgSize = value);
    }

    public partial int SendBufferSize
    {
        get => LeftToSystem(Options.SendBuffer);
        set => Set(nameof(SendBufferSize), value, value >= -1, () => Options.SendBuffer = Math.Max(0, value));
    }

    public partial int ReceiveBufferSize
    {
        get => LeftToSystem(Options.ReceiveBuffer);
        set => Set(nameof(ReceiveBufferSize), value, value >= -1, () => Options.ReceiveBuffer = Math.Max(0, value));
    }

    // NetMQ's own stays at zero: what is left when it closes a socket has outlived this one.
    public partial TimeSpan Linger
    {
        get => _linger;
        set => Set(nameof(Linger), value, IsTime(value), () => _linger = value);
    }

    public partial TimeSpan HeartbeatInterval
    {
        get => Options.HeartbeatInterval;
        set => Set(nameof(HeartbeatInterval), value, value >= TimeSpan.Zero, () => Options.HeartbeatInterval = value);
    }

    public partial TimeSpan HeartbeatTimeout
    {
        get => _heartbeatTimeout;
        set => Set(
            nameof(HeartbeatTimeout), value, IsTime(value), () => Options.HeartbeatTimeout = _heartbeatTimeout = value);
    }

    public partial TimeSpan HeartbeatTimeToLive
    {
        get => Options.HeartbeatTtl;
        set => Set(nameof(HeartbeatTimeToLive), value, value >= TimeSpan.Zero, () => Options.HeartbeatTtl = value);
    }

    public partial bool? TcpKeepAlive
    {
        get => _tcpKeepAlive;
        set
        {
            if (value is null && _tcpKeepAlive is not null)
                throw new NotSupportedException("NetMQ cannot leave TcpKeepAlive to the system once it was set.");
            if (value is { } isKept)
                Set(nameof(TcpKeepAlive), value, isValid: true, () => Options.TcpKeepalive = isKept);
            _tcpKeepAlive = value;
        }
    }

    public partial bool Ipv6
    {
        get => !Options.IPv4Only;
        set => Set(nameof(Ipv6), value, isValid: true, () => Options.IPv4Only = !value);
    }

    public partial bool Immediate
    {
        get => Options.DelayAttachOnConnect;
        set => Set(nameof(Immediate), value, isValid: true, () => Options.DelayAttachOnConnect = value);
    }

    public partial ReadOnlySpan<byte> RoutingId
    {
        get => Options.Identity;
        set
        {
            var id = value.ToArray();
            Set(nameof(RoutingId), $"{id.Length} bytes", isValid: true, () => Options.Identity = id);
        }
    }

    public partial bool RouterMandatory
    {
        get;
        set
        {
            Set(nameof(RouterMandatory), value, isValid: true, () => Options.RouterMandatory = value);
            field = value;
        }
    }

    public partial bool XPubVerbose
    {
        get;
        set
        {
            Set(nameof(XPubVerbose), value, isValid: true, () => Options.XPubVerbose = value);
            field = value;
        }
    }

    public partial string LastEndpoint
    {
        get
        {
            ThrowIfEnded("read LastEndpoint");
            return _endpoints.Last;
        }
    }

    public partial void Subscribe(ReadOnlySpan<byte> prefix)
    {
        var topic = prefix.ToArray();
        Set(nameof(Subscribe), $"{topic.Length} bytes", isValid: true, () => Subscriber.Subscribe(topic));
    }

    public partial void Unsubscribe(ReadOnlySpan<byte> prefix)
    {
        var topic = prefix.ToArray();
        Set(nameof(Unsubscribe), $"{topic.Length} bytes", isValid: true, () => Subscriber.Unsubscribe(topic));
    }
}

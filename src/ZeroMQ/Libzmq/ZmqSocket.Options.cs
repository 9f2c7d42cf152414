using Option = Tapedeck.ZeroMQ.Native.ZmqSocketOption;

namespace Tapedeck.ZeroMQ;

// Options of zmq_setsockopt(3). One set after a bind or connect holds for later ones only, except where it says so.
public sealed partial class ZmqSocket
{
    public partial int SendHighWaterMark
    {
        get => GetInt(Option.SendHighWaterMark);
        set => SetInt(Option.SendHighWaterMark, value);
    }

    public partial int ReceiveHighWaterMark
    {
        get => GetInt(Option.ReceiveHighWaterMark);
        set => SetInt(Option.ReceiveHighWaterMark, value);
    }

    public partial long MaxMessageSize
    {
        get => Get<long>(Option.MaxMessageSize);
        set => Set(Option.MaxMessageSize, value);
    }

    public partial int SendBufferSize
    {
        get => GetInt(Option.SendBufferSize);
        set => SetInt(Option.SendBufferSize, value);
    }

    public partial int ReceiveBufferSize
    {
        get => GetInt(Option.ReceiveBufferSize);
        set => SetInt(Option.ReceiveBufferSize, value);
    }

    public partial TimeSpan Linger
    {
        get => GetTime(Option.Linger);
        set => SetTime(Option.Linger, value);
    }

    public partial TimeSpan HeartbeatInterval
    {
        get => GetTime(Option.HeartbeatInterval);
        set => SetTime(Option.HeartbeatInterval, value);
    }

    public partial TimeSpan HeartbeatTimeout
    {
        get => GetTime(Option.HeartbeatTimeout);
        set => SetTime(Option.HeartbeatTimeout, value);
    }

    public partial TimeSpan HeartbeatTimeToLive
    {
        get => GetTime(Option.HeartbeatTimeToLive);
        set => SetTime(Option.HeartbeatTimeToLive, value);
    }

    public partial bool? TcpKeepAlive
    {
        get => GetInt(Option.TcpKeepAlive) is var set and >= 0 ? set != 0 : null;
        set => SetInt(Option.TcpKeepAlive, value is null ? -1 : value.Value ? 1 : 0);
    }

    public partial bool Ipv6
    {
        get => GetInt(Option.Ipv6) != 0;
        set => SetInt(Option.Ipv6, value ? 1 : 0);
    }

    public partial bool Immediate
    {
        get => GetInt(Option.Immediate) != 0;
        set => SetInt(Option.Immediate, value ? 1 : 0);
    }

    public partial ReadOnlySpan<byte> RoutingId
    {
        get => GetBytes(Option.RoutingId, capacity: 255);
        set => SetBytes(Option.RoutingId, value);
    }

    public partial bool RouterMandatory
    {
        get;
        set
        {
            SetInt(Option.RouterMandatory, value ? 1 : 0);
            field = value;
        }
    }

    public partial bool XPubVerbose
    {
        get;
        set
        {
            SetInt(Option.XPubVerbose, value ? 1 : 0);
            field = value;
        }
    }

    public partial string LastEndpoint => GetText(Option.LastEndpoint);

    public partial void Subscribe(ReadOnlySpan<byte> prefix) => SetBytes(Option.Subscribe, prefix);

    public partial void Unsubscribe(ReadOnlySpan<byte> prefix) => SetBytes(Option.Unsubscribe, prefix);
}

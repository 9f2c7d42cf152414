namespace Tapedeck.ZeroMQ.Native;

/// <summary>The numbers of zmq_setsockopt(3), under the names of the properties that set them.</summary>
internal enum ZmqSocketOption
{
    RoutingId = 5,
    Subscribe = 6,
    Unsubscribe = 7,
    SendBufferSize = 11,
    ReceiveBufferSize = 12,
    Linger = 17,
    MaxMessageSize = 22,
    SendHighWaterMark = 23,
    ReceiveHighWaterMark = 24,
    SendTimeout = 28,
    LastEndpoint = 32,
    RouterMandatory = 33,
    TcpKeepAlive = 34,
    Immediate = 39,
    XPubVerbose = 40,
    Ipv6 = 42,
    CurveServer = 47,
    CurvePublicKey = 48,
    CurveSecretKey = 49,
    CurveServerKey = 50,
    ZapDomain = 55,
    HeartbeatInterval = 75,
    HeartbeatTimeToLive = 76,
    HeartbeatTimeout = 77,
    ZapEnforceDomain = 93,
}

namespace Tapedeck.ZeroMQ;

// CURVE options, zmq_curve(7): keys are 40 characters of Z85 text, see CurveKeyPair. Set them before bind and connect.
public sealed partial class ZmqSocket
{
    /// <summary>
    /// Whether peers must encrypt with CURVE and know this socket's public key; it then needs
    /// <see cref="CurveSecretKey"/>. Which clients may connect is decided by a ZAP handler; without one, all of these.
    /// </summary>
    public partial bool CurveServer { get; set; }

    /// <summary>A client's own public key; a server needs none.</summary>
    public partial string CurvePublicKey { get; set; }

    /// <summary>The own secret key, of a client or a server.</summary>
    public partial string CurveSecretKey { get; set; }

    /// <summary>The public key of the server a client connects to; setting it makes the socket a client.</summary>
    public partial string CurveServerKey { get; set; }

    /// <summary>
    /// The domain named to the ZAP handler (ZeroMQ RFC 27), a ROUTER bound to <c>inproc://zeromq.zap.01</c>. With one, a
    /// peer is refused while no handler answers. Default empty.
    /// </summary>
    /// <exception cref="ZmqException">NetMQ asks no handler (ENOTSUP).</exception>
    public partial string ZapDomain { get; set; }
}

using System.Text;
using Option = Tapedeck.ZeroMQ.Native.ZmqSocketOption;

namespace Tapedeck.ZeroMQ;

// CURVE options, zmq_curve(7): keys are 40 characters of Z85 text, see CurveKeyPair. Set them before bind and connect.
public sealed partial class ZmqSocket
{
    /// <summary>
    /// Whether peers must encrypt with CURVE and know this socket's public key; it then needs
    /// <see cref="CurveSecretKey"/>. Which clients may connect is decided by a ZAP handler; without one, all of these.
    /// </summary>
    public bool CurveServer
    {
        get => GetInt(Option.CurveServer) != 0;
        set => SetInt(Option.CurveServer, value ? 1 : 0);
    }

    /// <summary>A client's own public key; a server needs none.</summary>
    public string CurvePublicKey
    {
        get => GetKey(Option.CurvePublicKey);
        set => SetKey(Option.CurvePublicKey, value);
    }

    /// <summary>The own secret key, of a client or a server.</summary>
    public string CurveSecretKey
    {
        get => GetKey(Option.CurveSecretKey);
        set => SetKey(Option.CurveSecretKey, value);
    }

    /// <summary>The public key of the server a client connects to; setting it makes the socket a client.</summary>
    public string CurveServerKey
    {
        get => GetKey(Option.CurveServerKey);
        set => SetKey(Option.CurveServerKey, value);
    }

    /// <summary>
    /// The domain named to the ZAP handler (ZeroMQ RFC 27) for connections to this socket. Default empty.
    /// </summary>
    public string ZapDomain
    {
        get => GetText(Option.ZapDomain);
        set => SetBytes(Option.ZapDomain, Encoding.UTF8.GetBytes(value));
    }

    // libzmq tells Z85 text from the 32 raw bytes by the length of the buffer: text and its end, 41.
    private string GetKey(Option option) =>
        Encoding.ASCII.GetString(GetBytes(option, capacity: 41)).TrimEnd('\0');

    private void SetKey(Option option, string value) => SetBytes(option, Encoding.ASCII.GetBytes(value));
}

using System.Text;
using Option = Tapedeck.ZeroMQ.Native.ZmqSocketOption;

namespace Tapedeck.ZeroMQ;

// CURVE options of libzmq.
public sealed partial class ZmqSocket
{
    public partial bool CurveServer
    {
        get => GetInt(Option.CurveServer) != 0;
        set => SetInt(Option.CurveServer, value ? 1 : 0);
    }

    public partial string CurvePublicKey
    {
        get => GetKey(Option.CurvePublicKey);
        set => SetKey(Option.CurvePublicKey, value);
    }

    public partial string CurveSecretKey
    {
        get => GetKey(Option.CurveSecretKey);
        set => SetKey(Option.CurveSecretKey, value);
    }

    public partial string CurveServerKey
    {
        get => GetKey(Option.CurveServerKey);
        set => SetKey(Option.CurveServerKey, value);
    }

    public partial string ZapDomain
    {
        get => GetText(Option.ZapDomain);
        set
        {
            SetInt(Option.ZapEnforceDomain, value.Length > 0 ? 1 : 0);
            SetBytes(Option.ZapDomain, Encoding.UTF8.GetBytes(value));
        }
    }

    // libzmq tells Z85 text from the 32 raw bytes by the length of the buffer: text and its end, 41.
    private string GetKey(Option option) =>
        Encoding.ASCII.GetString(GetBytes(option, capacity: 41)).TrimEnd('\0');

    private void SetKey(Option option, string value) => SetBytes(option, Encoding.ASCII.GetBytes(value));
}

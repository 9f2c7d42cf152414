using NetMQ;

namespace Tapedeck.ZeroMQ;

// CURVE options of NetMQ, which wants both keys of a pair at once: the public one is derived from the secret one.
public sealed partial class ZmqSocket
{
    private string _curvePublicKey = "";
    private string _curveSecretKey = "";
    private string _curveServerKey = "";

    public partial bool CurveServer
    {
        get => Options.CurveServer;
        set => Set(nameof(CurveServer), value, isValid: true, () => Options.CurveServer = value);
    }

    public partial string CurvePublicKey
    {
        get => _curvePublicKey;
        set => SetKey(
            nameof(CurvePublicKey), value, key => _curvePublicKey = NetMQCertificate.FromPublicKey(key).PublicKeyZ85);
    }

    public partial string CurveSecretKey
    {
        get => _curveSecretKey;
        set => SetKey(nameof(CurveSecretKey), value, key =>
        {
            Options.CurveCertificate = NetMQCertificate.CreateFromSecretKey(key);
            _curveSecretKey = key;
        });
    }

    public partial string CurveServerKey
    {
        get => _curveServerKey;
        set => SetKey(nameof(CurveServerKey), value, key =>
        {
            Options.CurveServerCertificate = NetMQCertificate.FromPublicKey(key);
            _curveServerKey = key;
        });
    }

    public partial string ZapDomain
    {
        get => "";
        set => Set(nameof(ZapDomain), value, isValid: true, () => throw new NotSupportedException());
    }

    private void SetKey(string option, string key, Action<string> set) =>
        Set(option, $"{key.Length} bytes", isValid: true, () => set(key));
}

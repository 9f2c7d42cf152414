using NetMQ;

namespace Tapedeck.ZeroMQ;

// Keys made by NetMQ.
public sealed partial record CurveKeyPair
{
    public static partial CurveKeyPair Generate()
    {
        var keys = new NetMQCertificate();
        return new(keys.PublicKeyZ85, keys.SecretKeyZ85!);
    }
}

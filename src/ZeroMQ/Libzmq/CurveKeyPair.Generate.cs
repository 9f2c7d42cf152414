using System.Text;
using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.ZeroMQ;

// Keys made by libzmq.
public sealed unsafe partial record CurveKeyPair
{
    private const int KeyLength = 40;

    public static partial CurveKeyPair Generate()
    {
        ZmqLibrary.EnsureLoaded();
        var publicKey = stackalloc byte[KeyLength + 1];
        var secretKey = stackalloc byte[KeyLength + 1];
        if (ZmqNative.NewCurveKeyPair(publicKey, secretKey) != 0)
            throw ZmqException.Of("generate a CURVE key pair", ZmqNative.Errno());
        return new(Encoding.ASCII.GetString(publicKey, KeyLength), Encoding.ASCII.GetString(secretKey, KeyLength));
    }
}

using System.Text;
using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.ZeroMQ;

/// <summary>
/// A CURVE key pair, each key 40 characters of Z85 text. A server publishes the public key, which clients set as
/// <see cref="ZmqSocket.CurveServerKey"/>. Source: zmq_curve(7), ZeroMQ RFC 26 and RFC 32.
/// </summary>
/// <param name="PublicKey">May be known to anyone.</param>
/// <param name="SecretKey">Known to its owner only; <see cref="ToString"/> leaves it out.</param>
public sealed record CurveKeyPair(string PublicKey, string SecretKey)
{
    private const int KeyLength = 40;

    /// <summary>A new random pair.</summary>
    /// <exception cref="ZmqException">This libzmq was built without CURVE (ENOTSUP).</exception>
    /// <exception cref="ZmqLibraryMissingException">libzmq is not installed.</exception>
    public static unsafe CurveKeyPair Generate()
    {
        ZmqLibrary.EnsureLoaded();
        var publicKey = stackalloc byte[KeyLength + 1];
        var secretKey = stackalloc byte[KeyLength + 1];
        if (ZmqNative.NewCurveKeyPair(publicKey, secretKey) != 0)
            throw ZmqException.Of("generate a CURVE key pair", ZmqNative.Errno());
        return new(Encoding.ASCII.GetString(publicKey, KeyLength), Encoding.ASCII.GetString(secretKey, KeyLength));
    }

    /// <summary>The public key alone.</summary>
    public override string ToString() => PublicKey;
}

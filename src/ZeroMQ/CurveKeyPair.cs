namespace Tapedeck.ZeroMQ;

/// <summary>
/// A CURVE key pair, each key 40 characters of Z85 text. A server publishes the public key, which clients set as
/// <see cref="ZmqSocket.CurveServerKey"/>. Source: zmq_curve(7), ZeroMQ RFC 26 and RFC 32.
/// </summary>
/// <param name="PublicKey">May be known to anyone.</param>
/// <param name="SecretKey">Known to its owner only; <see cref="ToString"/> leaves it out.</param>
public sealed partial record CurveKeyPair(string PublicKey, string SecretKey)
{
    /// <summary>A new random pair.</summary>
    /// <exception cref="ZmqException">This libzmq was built without CURVE (ENOTSUP).</exception>
    /// <exception cref="ZmqLibraryMissingException">libzmq is not installed.</exception>
    public static partial CurveKeyPair Generate();

    /// <summary>The public key alone.</summary>
    public override string ToString() => PublicKey;
}

using Tapedeck.ZeroMQ;

namespace Tapedeck.Client;

/// <summary>The keys of an agent whose node asks for CURVE.</summary>
/// <param name="ServerPublicKey">The node's public key, 40 characters of Z85.</param>
/// <param name="Own">The agent's own pair; the node knows its public key.</param>
public sealed record AgentCurve(string ServerPublicKey, CurveKeyPair Own)
{
    /// <summary>Reads both from ZPL files, as <c>tapedeck keygen</c> and pyzmq's <c>zmq.auth</c> write them.</summary>
    /// <param name="serverKeyFile">Path of the node's public certificate.</param>
    /// <param name="certificateFile">Path of the agent's secret certificate.</param>
    /// <exception cref="CurveCertificateException">A file is no certificate.</exception>
    /// <exception cref="ArgumentException">The agent's certificate has no secret key.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static AgentCurve Load(string serverKeyFile, string certificateFile)
    {
        var own = CurveCertificate.Load(certificateFile);
        var secret = own.SecretKey ?? throw new ArgumentException(
            $"{certificateFile} has no secret-key: name the file that ends with .key_secret", nameof(certificateFile));
        return new AgentCurve(CurveCertificate.Load(serverKeyFile).PublicKey, new CurveKeyPair(own.PublicKey, secret));
    }
}

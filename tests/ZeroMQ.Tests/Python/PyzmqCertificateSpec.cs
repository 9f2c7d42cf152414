using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Python;

/// <summary>Certificate files of either side, read by the other.</summary>
public sealed class PyzmqCertificateSpec : IDisposable
{
    private const string Load = """
        import sys, zmq.auth
        public, secret = zmq.auth.load_certificate(sys.argv[1])
        assert public.decode() == sys.argv[2], public
        assert (secret.decode() if secret else "") == sys.argv[3], secret
        """;

    private const string Create = """
        import sys, zmq.auth
        path, _ = zmq.auth.create_certificates(sys.argv[1], "gemini_cli", {"public-key": "metadata"})
        public, secret = zmq.auth.load_certificate(path + "_secret")
        print(public.decode()); print(secret.decode())
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("tapedeck-certificates-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PyzmqFact]
    public async Task Python_reads_what_was_saved_here()
    {
        var keys = CurveKeyPair.Generate();
        var (publicPath, secretPath) = CurveCertificate.Save(keys, _folder, "claude_code");

        using var ofPublic = Pyzmq.Run(Load, publicPath, keys.PublicKey, "");
        await Pyzmq.AssertDone(ofPublic, Patience);
        using var ofSecret = Pyzmq.Run(Load, secretPath, keys.PublicKey, keys.SecretKey);
        await Pyzmq.AssertDone(ofSecret, Patience);
    }

    [PyzmqFact]
    public async Task What_python_created_is_read_here()
    {
        using var python = Pyzmq.Run(Create, _folder);
        var publicKey = await python.StandardOutput.ReadLineAsync();
        var secretKey = await python.StandardOutput.ReadLineAsync();
        await Pyzmq.AssertDone(python, Patience);

        var path = Path.Combine(_folder, "gemini_cli.key");
        Assert.Equal(new CurveCertificate(publicKey!, null), CurveCertificate.Load(path));
        Assert.Equal(new CurveCertificate(publicKey!, secretKey), CurveCertificate.Load(path + "_secret"));
    }
}

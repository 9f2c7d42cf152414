using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tapedeck.Client;
using Tapedeck.Runtimes;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Runtimes;

/// <summary>A secured node and its clients show each other certificates, and take only those they were told of.</summary>
public sealed class RemoteTlsSpec : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_client_with_a_trusted_certificate_is_answered()
    {
        var (node, client) = (Certificate("node"), Certificate("client"));
        await using var running = await RemoteNode.StartAsync(Tls(node, trusts: client));

        Assert.Equal("akka.ssl.tcp", running.Address.Scheme);
        await running.AssertAnswersAsync(Tls(client, trusts: node));
    }

    [Fact]
    public async Task A_client_with_a_certificate_that_nobody_trusts_is_not_answered()
    {
        var (node, client, stranger) = (Certificate("node"), Certificate("client"), Certificate("stranger"));
        await using var running = await RemoteNode.StartAsync(Tls(node, trusts: client));

        await using var asking = NodeClient.Connect(running.Address, Tls(stranger, trusts: node));
        await Assert.ThrowsAsync<NodeClientException>(() => asking.GetStatusAsync());
        await running.AssertAnswersAsync(Tls(client, trusts: node));
    }

    [Fact]
    public async Task A_node_that_shows_another_certificate_is_not_asked()
    {
        var (node, client, other) = (Certificate("node"), Certificate("client"), Certificate("other"));
        await using var running = await RemoteNode.StartAsync(Tls(node, trusts: client));

        await using var asking = NodeClient.Connect(running.Address, Tls(client, trusts: other));
        await Assert.ThrowsAsync<NodeClientException>(() => asking.GetStatusAsync());
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_named()
    {
        var missing = new RemoteTls(_folder.File("missing.pfx"), "", ["00"]);

        var refused = await Assert.ThrowsAsync<RuntimeSettingsException>(() => RemoteNode.StartAsync(missing));

        Assert.Contains("missing.pfx", refused.Message, StringComparison.Ordinal);
    }

    private static RemoteTls Tls((string Path, string Thumbprint) own, (string Path, string Thumbprint) trusts) =>
        new(own.Path, "secret", [trusts.Thumbprint]);

    private (string Path, string Thumbprint) Certificate(string name)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = _folder.File(name + ".pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "secret"));
        return (path, certificate.Thumbprint);
    }
}

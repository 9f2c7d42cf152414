using System.Text.Json;
using Tapedeck.Tests.Host.Support;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Host.Commands;

public sealed class KeygenCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_pair_of_keys_is_made_and_it_says_what_to_do_with_it()
    {
        await using var keygen = HostProcess.Start("keygen", "claude_code", "--out", _folder.File("keys"));

        Assert.Equal(0, await keygen.ExitAsync());
        var secret = CurveCertificate.Load(_folder.File("keys/claude_code.key_secret"));
        Assert.Equal(secret.PublicKey, CurveCertificate.Load(_folder.File("keys/claude_code.key")).PublicKey);
        Assert.NotNull(secret.SecretKey);
        Assert.Contains("tapedeck.security.clients", keygen.Output, StringComparison.Ordinal);
        Assert.Contains("tapedeck.security.server-key=", keygen.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(secret.SecretKey, keygen.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_data_it_is_the_public_key_and_the_paths_and_not_the_secret()
    {
        await using var keygen = HostProcess.Start("keygen", "node-1.local", "--out", _folder.Path, "--json");

        Assert.Equal(0, await keygen.ExitAsync());
        var made = JsonElement.Parse(keygen.Output);
        Assert.Equal("node-1.local", made.GetProperty("name").GetString());
        var secret = CurveCertificate.Load(made.GetProperty("secret_file").GetString()!);
        Assert.Equal(secret.PublicKey, made.GetProperty("public_key").GetString());
        Assert.Equal(secret.PublicKey, CurveCertificate.Load(made.GetProperty("public_file").GetString()!).PublicKey);
        Assert.DoesNotContain(secret.SecretKey!, keygen.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_are_there_are_not_overwritten()
    {
        var (_, path) = CurveCertificate.Save(CurveKeyPair.Generate(), _folder.Path, "claude_code");
        var before = await File.ReadAllTextAsync(path);

        await using var keygen = HostProcess.Start("keygen", "claude_code", "--out", _folder.Path);

        Assert.Equal(1, await keygen.ExitAsync());
        Assert.Contains("claude_code.key: it is there already", keygen.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(path));
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData("größe")]
    public async Task A_name_is_no_path(string name)
    {
        await using var keygen = HostProcess.Start("keygen", name, "--out", _folder.Path);

        Assert.Equal(2, await keygen.ExitAsync());
        Assert.Contains("expected a name", keygen.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}

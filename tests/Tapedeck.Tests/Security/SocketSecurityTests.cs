using Tapedeck.Configuration;
using Tapedeck.Runtimes;
using Tapedeck.Security;

namespace Tapedeck.Tests.Security;

public sealed class SocketSecurityTests : IDisposable
{
    private readonly Keys _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void Without_keys_in_the_settings_there_is_none() => Assert.Null(SocketSecurity.Load(SettingsLoader.Load(
        Path.Combine(AppContext.BaseDirectory, "hocon", "reference.conf"),
        Path.Combine(AppContext.BaseDirectory, "hocon", "node.conf"), [])));

    [Fact]
    public void The_nodes_keys_are_read()
    {
        using var security = _keys.Load();

        Assert.Equal(_keys.ClientsFolder, security.ClientsFolder);
    }

    [Theory]
    [InlineData("tapedeck.security.server-key", "nowhere.key_secret", "nowhere.key_secret")]
    [InlineData("tapedeck.security.clients", "nowhere", "there is no folder")]
    [InlineData("tapedeck.ingest.tap.server-key", "nowhere.key", "nowhere.key")]
    public void What_cannot_be_used_is_named_with_its_key(string key, string value, string fault)
    {
        var refused = Assert.Throws<RuntimeSettingsException>(() =>
            _keys.Load(("tapedeck.ingest.tap.connect", "tcp://127.0.0.1:1"), (key, value)));

        Assert.StartsWith(key + ": ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_file_is_no_key_of_a_node()
    {
        var refused = Assert.Throws<RuntimeSettingsException>(() =>
            _keys.Load(("tapedeck.security.server-key", Path.ChangeExtension(_keys.NodeSecret, ".key"))));

        Assert.Contains("has no secret key: give the NAME.key_secret", refused.Message, StringComparison.Ordinal);
    }
}

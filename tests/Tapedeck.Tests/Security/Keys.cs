using Tapedeck.Configuration;
using Tapedeck.Security;
using Tapedeck.Tests.Support;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Security;

/// <summary>A folder with a node's keys, and one with its clients'.</summary>
internal sealed class Keys : IDisposable
{
    private readonly TempFolder _folder = new();

    public Keys()
    {
        Directory.CreateDirectory(ClientsFolder);
        CurveCertificate.Save(Node, _folder.Path, "node");
    }

    public CurveKeyPair Node { get; } = CurveKeyPair.Generate();

    public string NodeSecret => _folder.File("node.key_secret");

    public string ClientsFolder => _folder.File("clients");

    public CurveKeyPair Allow(string name)
    {
        var keys = CurveKeyPair.Generate();
        CurveCertificate.Save(keys, ClientsFolder, name);
        return keys;
    }

    public void Withdraw(string name) => File.Delete(Path.Combine(ClientsFolder, name + ".key"));

    public SocketSecurity Load(params (string Key, string Value)[] overrides) => SocketSecurity.Load(SettingsLoader.Load(
        Path.Combine(AppContext.BaseDirectory, "hocon", "reference.conf"),
        Path.Combine(AppContext.BaseDirectory, "hocon", "node.conf"),
        [("tapedeck.security.server-key", NodeSecret), ("tapedeck.security.clients", ClientsFolder), .. overrides]))!;

    public void Dispose() => _folder.Dispose();
}

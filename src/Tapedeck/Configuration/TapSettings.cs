using Tapedeck.Hocon;
using static Tapedeck.Configuration.RecorderSettings;

namespace Tapedeck.Configuration;

/// <summary>The broker of somebody else, of which everything is recorded: <c>tapedeck.ingest.tap</c>.</summary>
/// <param name="Connect">Endpoint of its XPUB or PUB.</param>
/// <param name="ServerKey">Absolute path of its public key file, or null if it does not use CURVE.</param>
internal sealed record TapSettings(string Connect, string? ServerKey)
{
    /// <summary>Null if no broker is tapped.</summary>
    /// <exception cref="SettingsException">The endpoint is none, or the node has no key pair of its own to show to a
    /// broker that uses CURVE.</exception>
    public static TapSettings? From(HoconConfig config, SecuritySettings? security)
    {
        if (config.GetString(Key.TapConnect).Length == 0)
            return null;
        var serverKey = config.GetString(Key.TapServerKey) is { Length: > 0 } path ? Path.GetFullPath(path) : null;
        if (serverKey is not null && security is null)
            throw new SettingsException(
                config.GetOrigin(Key.TapServerKey),
                $"{Key.TapServerKey} needs a key pair of the node's own: make one with `tapedeck keygen` and set "
                + $"{Key.SecurityServerKey} and {Key.SecurityClients}");
        return new TapSettings(SettingRules.ConnectEndpoint(config, Key.TapConnect), serverKey);
    }
}

using Tapedeck.Client;
using Tapedeck.Hocon;
using static Tapedeck.Configuration.RecorderSettings;

namespace Tapedeck.Configuration;

/// <summary>Akka.Remote on a node, and on the commands that ask one: <c>tapedeck.remote</c>.</summary>
/// <param name="Host">To bind, and to be reached at; null if the node is not to be asked over Akka.Remote.</param>
/// <param name="Port">0 for any free one.</param>
/// <param name="Tls">How connections are secured; null if they are not.</param>
internal sealed record RemoteSettings(string? Host, int Port, RemoteTls? Tls)
{
    /// <exception cref="SettingsException">The address is none, or lies beyond loopback and is not secured.</exception>
    public static RemoteSettings From(HoconConfig config)
    {
        var tls = TlsFrom(config);
        var address = tls is { TrustedThumbprints.Count: > 0 }
            ? SettingRules.Address(config, Key.RemoteBind)
            : SettingRules.LoopbackAddress(
                config, Key.RemoteBind, "set tapedeck.remote.certificate and trusted-thumbprints, or bind 127.0.0.1");
        if (address is null)
            return new RemoteSettings(Host: null, Port: 0, tls);
        var colon = address.LastIndexOf(':');
        return new RemoteSettings(address[..colon].Trim('[', ']'), int.Parse(address.AsSpan(colon + 1), null), tls);
    }

    private static RemoteTls? TlsFrom(HoconConfig config) => config.GetString(Key.RemoteCertificate) is { Length: > 0 } path
        ? new RemoteTls(
            Path.GetFullPath(path), config.GetString(Key.RemoteCertificatePassword),
            config.GetStringList(Key.RemoteTrustedThumbprints))
        : null;
}

using Tapedeck.Hocon;
using static Tapedeck.Configuration.RecorderSettings;

namespace Tapedeck.Configuration;

/// <summary>Who may connect to the ZeroMQ sockets of a node: <c>tapedeck.security</c>.</summary>
/// <param name="ServerKey">Absolute path of the node's secret certificate file.</param>
/// <param name="Clients">Absolute path of the folder with the clients' public certificate files.</param>
internal sealed record SecuritySettings(string ServerKey, string Clients)
{
    /// <summary>Null if both keys are empty.</summary>
    /// <exception cref="SettingsException">One is set without the other.</exception>
    public static SecuritySettings? From(HoconConfig config)
    {
        var (serverKey, clients) = (config.GetString(Key.SecurityServerKey), config.GetString(Key.SecurityClients));
        return (serverKey.Length, clients.Length) switch
        {
            (0, 0) => null,
            (> 0, 0) => throw Alone(
                config, Key.SecurityServerKey, Key.SecurityClients, "the folder with the key files of the clients"),
            (0, > 0) => throw Alone(
                config, Key.SecurityClients, Key.SecurityServerKey, "the secret key file of the node"),
            _ => new SecuritySettings(Path.GetFullPath(serverKey), Path.GetFullPath(clients)),
        };
    }

    private static SettingsException Alone(HoconConfig config, string key, string missing, string what) => new(
        config.GetOrigin(key), $"{key} is set and {missing} is not: set it to {what}, or neither of them");
}

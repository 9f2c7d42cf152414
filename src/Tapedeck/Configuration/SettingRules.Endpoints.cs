using System.Net;
using Tapedeck.Hocon;

namespace Tapedeck.Configuration;

// Where a node listens, and where it connects to.
internal static partial class SettingRules
{
    /// <summary>
    /// A ZeroMQ endpoint to bind. Whoever reaches it reads or writes what is recorded: without keys it is one that only
    /// this machine reaches.
    /// </summary>
    /// <exception cref="SettingsException">It is no endpoint, or lies beyond loopback without keys.</exception>
    public static string Endpoint(HoconConfig config, string key, SecuritySettings? security)
    {
        var endpoint = config.GetString(key);
        return !IsEndpoint(endpoint, out var host, out _) ? throw NoEndpoint(config, key, endpoint)
            : security is not null || host is null || IsLoopback(host) ? endpoint
            : throw Fault(config, key, $"{key} is \"{endpoint}\", which other machines reach, and anybody who does could read "
                + "or forge what is recorded: bind 127.0.0.1, or make keys with `tapedeck keygen` and set "
                + $"{RecorderSettings.Key.SecurityServerKey} and {RecorderSettings.Key.SecurityClients}");
    }

    /// <summary>A ZeroMQ endpoint to connect to, with a host and a port.</summary>
    /// <exception cref="SettingsException">It is none.</exception>
    public static string ConnectEndpoint(HoconConfig config, string key)
    {
        var endpoint = config.GetString(key);
        return IsEndpoint(endpoint, out var host, out var port) && (host is null || (host != "*" && port is > 0))
            ? endpoint
            : throw NoEndpoint(config, key, endpoint);
    }

    /// <summary>host:port, or null for empty.</summary>
    /// <exception cref="SettingsException">It is no address.</exception>
    public static string? Address(HoconConfig config, string key)
    {
        var address = config.GetString(key);
        if (address.Length == 0)
            return null;
        return TrySplit(address, out _, out var port) && port is not null
            ? address
            : throw Fault(
                config, key, $"{key} is \"{address}\", expected host:port such as \"127.0.0.1:5580\", or \"\" for none");
    }

    /// <summary>host:port on this machine, or null for empty.</summary>
    /// <param name="remedy">What to do about an address that other machines reach.</param>
    /// <exception cref="SettingsException">It is no address, or lies beyond loopback.</exception>
    public static string? LoopbackAddress(HoconConfig config, string key, string remedy = "bind 127.0.0.1")
    {
        var address = Address(config, key);
        if (address is null)
            return null;
        TrySplit(address, out var host, out _);
        return IsLoopback(host)
            ? address
            : throw Fault(config, key, $"{key} is \"{address}\", which other machines reach, and anybody who does could read "
                + $"the record: {remedy}");
    }

    private static SettingsException NoEndpoint(HoconConfig config, string key, string endpoint) =>
        Fault(config, key, $"{key} is \"{endpoint}\", expected an endpoint such as \"tcp://127.0.0.1:5557\"");

    /// <summary>Whether it is <c>tcp://host:port</c>, or <c>ipc://path</c>, which has no host.</summary>
    private static bool IsEndpoint(string endpoint, out string? host, out ushort? port)
    {
        (host, port) = (null, null);
        if (endpoint.StartsWith("ipc://", StringComparison.Ordinal))
            return endpoint.Length > "ipc://".Length;
        return endpoint.StartsWith("tcp://", StringComparison.Ordinal)
            && TrySplit(endpoint["tcp://".Length..], out host, out port);
    }

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Splits <c>host:port</c>; a port of <c>*</c> is null.</summary>
    private static bool TrySplit(string address, out string host, out ushort? port)
    {
        var colon = address.LastIndexOf(':');
        host = colon < 0 ? address : address[..colon].Trim('[', ']');
        port = null;
        if (colon <= 0)
            return false;
        if (address[(colon + 1)..] is "*")
            return true;
        var isPort = ushort.TryParse(address.AsSpan(colon + 1), out var number);
        port = number;
        return isPort;
    }
}

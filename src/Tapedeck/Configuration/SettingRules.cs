using System.Net;
using System.Text.RegularExpressions;
using Tapedeck.Hocon;

namespace Tapedeck.Configuration;

/// <summary>Rules for single settings beyond their type. Each fault is named where the value stands.</summary>
internal static partial class SettingRules
{
    /// <exception cref="SettingsException">The value is smaller.</exception>
    public static long AtLeast(HoconConfig config, string key, long value, long least) => value >= least
        ? value
        : throw Fault(config, key, $"{key} is {value}, expected at least {least}");

    /// <summary><c>UTC</c>, or an offset such as <c>+02:00</c>.</summary>
    /// <exception cref="SettingsException">It is neither.</exception>
    public static TimeSpan NaiveOffset(HoconConfig config, string key)
    {
        var text = config.GetString(key);
        if (text is "UTC" or "Z")
            return TimeSpan.Zero;
        if (OffsetForm().IsMatch(text) && TimeSpan.TryParse(text.TrimStart('+'), null, out var offset)
            && offset.Duration() <= TimeSpan.FromHours(14))
            return offset;
        throw Fault(config, key, $"{key} is \"{text}\", expected UTC or an offset such as \"+02:00\"");
    }

    /// <summary>
    /// A ZeroMQ endpoint to bind. Whoever reaches it can write to the record, so it is one that only this machine
    /// reaches.
    /// </summary>
    /// <exception cref="SettingsException">It is no endpoint, or lies beyond loopback.</exception>
    public static string LoopbackEndpoint(HoconConfig config, string key)
    {
        var endpoint = config.GetString(key);
        if (endpoint.StartsWith("ipc://", StringComparison.Ordinal))
            return endpoint;
        if (!endpoint.StartsWith("tcp://", StringComparison.Ordinal) || !TrySplit(endpoint["tcp://".Length..], out var host, out _))
            throw Fault(config, key, $"{key} is \"{endpoint}\", expected an endpoint such as \"tcp://127.0.0.1:5557\"");
        return IsLoopback(host)
            ? endpoint
            : throw Fault(config, key, $"{key} is \"{endpoint}\", which other machines reach, and anybody who does could write "
                + "to the record: bind 127.0.0.1");
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
            : throw Fault(config, key, $"{key} is \"{address}\", expected host:port such as \"127.0.0.1:5580\", or \"\" for none");
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

    private static SettingsException Fault(HoconConfig config, string key, string message) =>
        new(config.GetOrigin(key), message);

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Splits <c>host:port</c>; a port of <c>*</c> is null.</summary>
    private static bool TrySplit(string address, out string host, out int? port)
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

    [GeneratedRegex(@"^[+-]\d{2}:\d{2}$")]
    private static partial Regex OffsetForm();
}

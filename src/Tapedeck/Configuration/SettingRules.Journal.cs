using System.Globalization;
using Tapedeck.Hocon;
using Tapedeck.Hocon.Units;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Configuration;

// How the journal is kept.
internal static partial class SettingRules
{
    private const string Interval = "interval ";

    /// <summary><c>group</c>, <c>each</c>, or <c>interval 100ms</c>.</summary>
    /// <exception cref="SettingsException">It is none of them.</exception>
    public static DurabilityPolicy Durability(HoconConfig config, string key)
    {
        var text = config.GetString(key);
        return text switch
        {
            "group" => DurabilityPolicy.Group,
            "each" => DurabilityPolicy.Each,
            _ when text.StartsWith(Interval, StringComparison.Ordinal)
                && DurationUnits.TryParse(text[Interval.Length..], out var interval)
                && interval > TimeSpan.Zero && interval <= TimeSpan.FromMinutes(1) =>
                new DurabilityPolicy(DurabilityKind.Interval, interval),
            _ => throw Fault(
                config, key, $"{key} is \"{text}\", expected group, each, or an interval of at most a minute such as \"interval 100ms\""),
        };
    }

    /// <summary><c>never</c>, a size, a time of day, or both of these with a comma between them.</summary>
    /// <exception cref="SettingsException">It is none of them.</exception>
    public static RollPolicy Roll(HoconConfig config, string key)
    {
        var text = config.GetString(key);
        if (text == "never")
            return RollPolicy.Never;
        long? bytes = null;
        TimeOnly? time = null;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (time is null && TimeOnly.TryParseExact(part, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
                time = at;
            else if (bytes is null && SizeUnits.TryParse(part, out var size) && size > 0)
                bytes = size;
            else
                throw Fault(config, key, $"{key} is \"{text}\", expected never, a size such as 1GiB, a time of day in UTC such as "
                    + "\"00:00\", or both, \"1GiB, 00:00\"");
        }

        return new RollPolicy(bytes, time);
    }
}

using System.Globalization;
using Tapedeck.Analytics;
using Tapedeck.Hocon;

namespace Tapedeck.Configuration;

// When and as what reports are written.
internal static partial class SettingRules
{
    /// <summary>A list of names, one at least.</summary>
    /// <exception cref="SettingsException">One is unknown, or there is none.</exception>
    public static ReportFormats ReportFormats(HoconConfig config, string key)
    {
        try
        {
            return ReportRendering.Parse(config.GetStringList(key)) is not Analytics.ReportFormats.None and var formats
                ? formats
                : throw Fault(config, key, $"{key} is empty, expected any of {ReportRendering.Names}");
        }
        catch (FormatException fault)
        {
            throw Fault(config, key, $"{key}: {fault.Message}");
        }
    }

    /// <summary>A time of day, <c>00:00</c>; null for <c>off</c>.</summary>
    /// <exception cref="SettingsException">It is neither.</exception>
    public static TimeOnly? TimeOfDay(HoconConfig config, string key)
    {
        var text = config.GetString(key);
        if (text == "off")
            return null;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Fault(config, key, $"{key} is \"{text}\", expected a time of day in UTC such as \"00:00\", or off");
    }
}

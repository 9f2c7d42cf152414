using Tapedeck.Analytics;
using Tapedeck.Hocon;
using static Tapedeck.Configuration.RecorderSettings;

namespace Tapedeck.Configuration;

/// <summary>Where reports are written, as what, and when by themselves: <c>tapedeck.report</c>.</summary>
/// <param name="Directory">Absolute path of the folder.</param>
/// <param name="Formats">What they are written as, one at least.</param>
/// <param name="Interval">How often one of all events is made, if there are new ones; zero: never.</param>
/// <param name="Daily">The time of day, UTC, at which the report of the day before is made; null: never.</param>
internal sealed record ReportSettings(string Directory, ReportFormats Formats, TimeSpan Interval, TimeOnly? Daily)
{
    /// <summary>Whether any is made without being asked for.</summary>
    public bool IsScheduled => Interval > TimeSpan.Zero || Daily is not null;

    /// <exception cref="SettingsException">A value is out of range, or no format of a report.</exception>
    public static ReportSettings From(HoconConfig config) => new(
        Path.GetFullPath(config.GetString(Key.ReportDirectory)),
        SettingRules.ReportFormats(config, Key.ReportFormats),
        SettingRules.Period(config, Key.ReportInterval),
        SettingRules.TimeOfDay(config, Key.ReportDaily));
}

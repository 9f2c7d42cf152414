using Tapedeck.Configuration;
using Tapedeck.Hocon;
using static Tapedeck.Configuration.RecorderSettings;

namespace Tapedeck.Alerting;

/// <summary>What alerts are raised on: <c>tapedeck.alert</c>. A threshold of zero switches its rule off.</summary>
/// <param name="Interval">How often it is looked; zero: no alerts.</param>
/// <param name="Hold">How long something must be so until it counts, to begin and to end.</param>
/// <param name="ScoreBelow">Collaboration score.</param>
/// <param name="InsightBelow">Insight score.</param>
/// <param name="Silence">How long a speaker may be silent.</param>
/// <param name="SilenceOf">Which speakers; none: all that were heard within a day.</param>
/// <param name="QuarantineGrowth">Frames that may come into quarantine within the window.</param>
/// <param name="GapGrowth">Numbers of producers that may be found missing within the window.</param>
/// <param name="GrowthWindow">How long that is.</param>
/// <param name="Undelivered">Messages that may be undelivered at a time.</param>
/// <param name="DiskBelow">Bytes that must be free.</param>
/// <param name="Webhook">Where notices are sent to, or null.</param>
internal sealed record AlertSettings(
    TimeSpan Interval, TimeSpan Hold, double ScoreBelow, double InsightBelow, TimeSpan Silence, IReadOnlyList<string> SilenceOf,
    long QuarantineGrowth, long GapGrowth, TimeSpan GrowthWindow, long Undelivered, long DiskBelow, WebhookSettings? Webhook)
{
    /// <exception cref="SettingsException">A value is out of range, or the secret cannot be read.</exception>
    public static AlertSettings From(HoconConfig config) => new(
        SettingRules.Period(config, Key.AlertInterval),
        SettingRules.NotNegative(config, Key.AlertHold),
        SettingRules.Percent(config, Key.AlertScoreBelow),
        SettingRules.Percent(config, Key.AlertInsightBelow),
        SettingRules.NotNegative(config, Key.AlertSilence),
        config.GetStringList(Key.AlertSilenceOf),
        SettingRules.AtLeast(config, Key.AlertQuarantineGrowth, config.GetInt32(Key.AlertQuarantineGrowth), 0),
        SettingRules.AtLeast(config, Key.AlertGapGrowth, config.GetInt32(Key.AlertGapGrowth), 0),
        SettingRules.NotNegative(config, Key.AlertGrowthWindow),
        SettingRules.AtLeast(config, Key.AlertUndelivered, config.GetInt32(Key.AlertUndelivered), 0),
        SettingRules.AtLeast(config, Key.AlertDiskBelow, config.GetSize(Key.AlertDiskBelow), 0),
        SettingRules.Webhook(config, Key.AlertWebhookUrl, Key.AlertWebhookSecretFile));
}

/// <summary>Where notices are sent to.</summary>
/// <param name="Url">http or https.</param>
/// <param name="Secret">What they are signed with, or null: they are not.</param>
internal sealed record WebhookSettings(Uri Url, byte[]? Secret);

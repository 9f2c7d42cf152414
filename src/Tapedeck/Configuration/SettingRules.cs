using System.Text.RegularExpressions;
using Tapedeck.Enrichment.Masking;
using Tapedeck.Hocon;
using Tapedeck.Parquet;

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

    /// <summary>A duration of zero or more.</summary>
    /// <exception cref="SettingsException">It is negative.</exception>
    public static TimeSpan NotNegative(HoconConfig config, string key) =>
        config.GetDuration(key) is var duration && duration >= TimeSpan.Zero
            ? duration
            : throw Fault(config, key, $"{key} is {config.GetString(key)}, expected a duration of zero or more");

    /// <summary>How often something is done: zero, which is never, or 10 ms to 31 days.</summary>
    /// <exception cref="SettingsException">It is less or more.</exception>
    public static TimeSpan Period(HoconConfig config, string key) =>
        config.GetDuration(key) is var interval
        && (interval == TimeSpan.Zero || (interval >= TimeSpan.FromMilliseconds(10) && interval <= TimeSpan.FromDays(31)))
            ? interval
            : throw Fault(config, key, $"{key} is {config.GetString(key)}, expected 0, or a duration from 10ms to 31d");

    /// <summary>A list of kinds of secrets; <c>all</c> is all of them.</summary>
    /// <exception cref="SettingsException">One is unknown.</exception>
    public static SecretKinds SecretKinds(HoconConfig config, string key) => config.GetStringList(key).Aggregate(
        Enrichment.Masking.SecretKinds.None, (kinds, name) => kinds | name switch
        {
            "api-key" => Enrichment.Masking.SecretKinds.ApiKey,
            "bearer-token" => Enrichment.Masking.SecretKinds.BearerToken,
            "private-key" => Enrichment.Masking.SecretKinds.PrivateKey,
            "email" => Enrichment.Masking.SecretKinds.Email,
            "all" => Enrichment.Masking.SecretKinds.All,
            _ => throw Fault(
                config, key, $"{key} has \"{name}\", expected any of api-key, bearer-token, private-key and email, or all"),
        });

    /// <summary><c>gzip</c>, <c>brotli</c>, <c>uncompressed</c>, or <c>off</c>.</summary>
    /// <exception cref="SettingsException">It is none of them.</exception>
    public static ParquetCompression? Parquet(HoconConfig config, string key) => config.GetString(key) switch
    {
        "gzip" => ParquetCompression.Gzip,
        "brotli" => ParquetCompression.Brotli,
        "uncompressed" => ParquetCompression.Uncompressed,
        "off" => null,
        var text => throw Fault(config, key, $"{key} is \"{text}\", expected gzip, brotli, uncompressed or off"),
    };

    private static SettingsException Fault(HoconConfig config, string key, string message) =>
        new(config.GetOrigin(key), message);

    [GeneratedRegex(@"^[+-]\d{2}:\d{2}$")]
    private static partial Regex OffsetForm();
}

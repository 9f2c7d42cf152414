using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tapedeck.Alerting;
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

    /// <summary>0 to 100.</summary>
    /// <exception cref="SettingsException">It is no number, or less or more.</exception>
    public static double Percent(HoconConfig config, string key) =>
        double.TryParse(config.GetString(key), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 100
            ? value
            : throw Fault(config, key, $"{key} is {config.GetString(key)}, expected a number from 0 to 100");

    /// <summary>Null if the URL is empty. The secret is what its file holds, without white space around it.</summary>
    /// <exception cref="SettingsException">The URL is none, or the secret cannot be read.</exception>
    public static WebhookSettings? Webhook(HoconConfig config, string urlKey, string secretKey)
    {
        if (config.GetString(urlKey) is not { Length: > 0 } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw Fault(config, urlKey, $"{urlKey} is \"{text}\", expected a URL such as https://example.org/hook");
        if (config.GetString(secretKey) is not { Length: > 0 } path)
            return new WebhookSettings(url, Secret: null);
        try
        {
            var secret = File.ReadAllText(path).Trim();
            return secret.Length > 0
                ? new WebhookSettings(url, Encoding.UTF8.GetBytes(secret))
                : throw Fault(config, secretKey, $"{secretKey}: {path} is empty, expected the secret that notices are signed with");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Fault(config, secretKey, $"{secretKey}: {failure.Message}");
        }
    }

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

using Tapedeck.Hocon;
using static Tapedeck.Configuration.RecorderSettings;

namespace Tapedeck.Configuration;

/// <summary>The broker of a node, which agents talk through: <c>tapedeck.ingest.broker</c>.</summary>
/// <param name="PublishersBind">Endpoint of the XSUB that agents publish to.</param>
/// <param name="SubscribersBind">Endpoint of the XPUB that agents subscribe at.</param>
/// <param name="HighWaterMark">Messages queued for each subscriber before it misses some.</param>
/// <param name="Hold">How long the broker waits for a recorder that can take no more.</param>
internal sealed record BrokerSettings(string PublishersBind, string SubscribersBind, int HighWaterMark, TimeSpan Hold)
{
    /// <summary>Null if the broker is off.</summary>
    /// <exception cref="SettingsException">An endpoint is none or may not be bound, or a number is out of range.</exception>
    public static BrokerSettings? From(HoconConfig config, SecuritySettings? security) =>
        config.GetBoolean(Key.BrokerEnabled)
            ? new BrokerSettings(
                SettingRules.Endpoint(config, Key.BrokerPublishersBind, security),
                SettingRules.Endpoint(config, Key.BrokerSubscribersBind, security),
                (int)SettingRules.AtLeast(config, Key.BrokerHighWaterMark, config.GetInt32(Key.BrokerHighWaterMark), 1),
                SettingRules.NotNegative(config, Key.BrokerHold))
            : null;
}

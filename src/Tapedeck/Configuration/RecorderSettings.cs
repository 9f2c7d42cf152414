using Tapedeck.Alerting;
using Tapedeck.Enrichment.Masking;
using Tapedeck.Hocon;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Parquet;

namespace Tapedeck.Configuration;

/// <summary>
/// What a node is configured with: one member for each key of <c>hocon/reference.conf</c>, under <c>tapedeck</c>.
/// </summary>
/// <param name="Logs">Absolute path of the folder that is recorded into.</param>
/// <param name="NodeName">The node's name.</param>
/// <param name="NaiveOffset">The offset in which a timestamp without one is understood.</param>
/// <param name="PushBind">Endpoint of the recording port.</param>
/// <param name="PushHighWaterMark">Messages queued for each agent before it is held back.</param>
/// <param name="AcknowledgedBind">Endpoint of the acknowledged recording port, or null if it is off.</param>
/// <param name="Broker">The broker of this node, or null if it has none.</param>
/// <param name="Tap">The broker of somebody else that is recorded, or null.</param>
/// <param name="DedupeWindow">Events within which another observation of a message is recognised; 0 for none.</param>
/// <param name="MaxMessageSize">Bytes; of a larger frame only size and head are kept.</param>
/// <param name="InFlightLimit">Bytes each socket may have read and not yet made durable.</param>
/// <param name="Durability">When the journal flushes.</param>
/// <param name="Roll">When a session is closed and the next one begun.</param>
/// <param name="CheckpointInterval">How often a checkpoint is made, if there are new events; zero: only when asked, and at the end.</param>
/// <param name="CheckpointParquet">How the checkpoints' Parquet twins are compressed, or null if there are none.</param>
/// <param name="Report">Where reports are written, as what, and when.</param>
/// <param name="Alerts">What alerts are raised on.</param>
/// <param name="EnricherPoolSize">Enrichers that work side by side.</param>
/// <param name="TaxonomyFile">Path of the rules, or null for those that come with Tapedeck.</param>
/// <param name="Mask">The kinds of secrets that are masked before they reach a file.</param>
/// <param name="HttpBind">host:port, or null if HTTP is off.</param>
/// <param name="Remote">Where and how remote clients ask over Akka.Remote.</param>
/// <param name="Security">The keys of the ZeroMQ sockets, or null if they have none.</param>
internal sealed record RecorderSettings(
    string Logs, string NodeName, TimeSpan NaiveOffset, string PushBind, int PushHighWaterMark,
    string? AcknowledgedBind, BrokerSettings? Broker, TapSettings? Tap, int DedupeWindow, long MaxMessageSize,
    long InFlightLimit, DurabilityPolicy Durability, RollPolicy Roll, TimeSpan CheckpointInterval,
    ParquetCompression? CheckpointParquet, ReportSettings Report, AlertSettings Alerts, int EnricherPoolSize, string? TaxonomyFile, SecretKinds Mask, string? HttpBind, RemoteSettings Remote, SecuritySettings? Security)
{
    /// <summary>The keys that settings are read from, as dotted paths.</summary>
    public static readonly IReadOnlyList<string> Keys =
    [
        Key.Logs, Key.NodeName, Key.NaiveTimestamps, Key.PushBind, Key.PushHighWaterMark, Key.AcknowledgedBind,
        Key.BrokerEnabled, Key.BrokerPublishersBind, Key.BrokerSubscribersBind, Key.BrokerHighWaterMark, Key.BrokerHold,
        Key.TapConnect, Key.TapServerKey, Key.DedupeWindow, Key.MaxMessageSize, Key.InFlightLimit, Key.Durability, Key.Roll,
        Key.CheckpointInterval, Key.CheckpointParquet, Key.ReportDirectory, Key.ReportFormats, Key.ReportInterval,
        Key.ReportDaily, Key.AlertInterval, Key.AlertHold,
        Key.AlertScoreBelow, Key.AlertInsightBelow, Key.AlertSilence, Key.AlertSilenceOf, Key.AlertQuarantineGrowth, Key.AlertGapGrowth,
        Key.AlertGrowthWindow, Key.AlertUndelivered, Key.AlertDiskBelow, Key.AlertWebhookUrl, Key.AlertWebhookSecretFile, Key.EnricherPoolSize, Key.Taxonomy, Key.Mask, Key.HttpBind, Key.RemoteBind, Key.RemoteCertificate,
        Key.RemoteCertificatePassword, Key.RemoteTrustedThumbprints, Key.SecurityServerKey, Key.SecurityClients,
    ];

    /// <summary>Reads the settings from a resolved configuration that has the reference at its bottom.</summary>
    /// <exception cref="HoconException">A value has the wrong type or unit; the message says where.</exception>
    /// <exception cref="SettingsException">A value is out of range.</exception>
    public static RecorderSettings From(HoconConfig config)
    {
        var security = SecuritySettings.From(config);
        return new RecorderSettings(
            Path.GetFullPath(config.GetString(Key.Logs)),
            config.GetString(Key.NodeName),
            SettingRules.NaiveOffset(config, Key.NaiveTimestamps),
            SettingRules.Endpoint(config, Key.PushBind, security),
            (int)SettingRules.AtLeast(config, Key.PushHighWaterMark, config.GetInt32(Key.PushHighWaterMark), 1),
            config.GetString(Key.AcknowledgedBind) is { Length: > 0 }
                ? SettingRules.Endpoint(config, Key.AcknowledgedBind, security)
                : null,
            BrokerSettings.From(config, security),
            TapSettings.From(config, security),
            (int)SettingRules.AtLeast(config, Key.DedupeWindow, config.GetInt32(Key.DedupeWindow), 0),
            SettingRules.AtLeast(config, Key.MaxMessageSize, config.GetSize(Key.MaxMessageSize), 1024),
            SettingRules.AtLeast(config, Key.InFlightLimit, config.GetSize(Key.InFlightLimit), 1024),
            SettingRules.Durability(config, Key.Durability),
            SettingRules.Roll(config, Key.Roll),
            SettingRules.Period(config, Key.CheckpointInterval),
            SettingRules.Parquet(config, Key.CheckpointParquet),
            ReportSettings.From(config),
            AlertSettings.From(config),
            SettingRules.AtLeast(config, Key.EnricherPoolSize, config.GetInt32(Key.EnricherPoolSize), 0) is > 0 and var size
                ? (int)size
                : Environment.ProcessorCount,
            config.GetString(Key.Taxonomy) is { Length: > 0 } taxonomy ? Path.GetFullPath(taxonomy) : null,
            SettingRules.SecretKinds(config, Key.Mask),
            SettingRules.LoopbackAddress(config, Key.HttpBind),
            RemoteSettings.From(config),
            security);
    }

    /// <summary>The keys' dotted paths.</summary>
    public static class Key
    {
        public const string Logs = "tapedeck.logs";
        public const string NodeName = "tapedeck.node-name";
        public const string NaiveTimestamps = "tapedeck.naive-timestamps";
        public const string PushBind = "tapedeck.ingest.push.bind";
        public const string PushHighWaterMark = "tapedeck.ingest.push.high-water-mark";
        public const string AcknowledgedBind = "tapedeck.ingest.acknowledged.bind";
        public const string BrokerEnabled = "tapedeck.ingest.broker.enabled";
        public const string BrokerPublishersBind = "tapedeck.ingest.broker.publishers.bind";
        public const string BrokerSubscribersBind = "tapedeck.ingest.broker.subscribers.bind";
        public const string BrokerHighWaterMark = "tapedeck.ingest.broker.high-water-mark";
        public const string BrokerHold = "tapedeck.ingest.broker.hold";
        public const string TapConnect = "tapedeck.ingest.tap.connect";
        public const string TapServerKey = "tapedeck.ingest.tap.server-key";
        public const string DedupeWindow = "tapedeck.ingest.dedupe-window";
        public const string MaxMessageSize = "tapedeck.ingest.max-message-size";
        public const string InFlightLimit = "tapedeck.ingest.in-flight-limit";
        public const string Durability = "tapedeck.journal.durability";
        public const string Roll = "tapedeck.journal.roll";
        public const string CheckpointInterval = "tapedeck.checkpoint.interval";
        public const string CheckpointParquet = "tapedeck.checkpoint.parquet";
        public const string ReportDirectory = "tapedeck.report.directory";
        public const string AlertInterval = "tapedeck.alert.interval";
        public const string AlertHold = "tapedeck.alert.hold";
        public const string AlertScoreBelow = "tapedeck.alert.score-below";
        public const string AlertInsightBelow = "tapedeck.alert.insight-below";
        public const string AlertSilence = "tapedeck.alert.silence";
        public const string AlertSilenceOf = "tapedeck.alert.silence-of";
        public const string AlertQuarantineGrowth = "tapedeck.alert.quarantine-growth";
        public const string AlertGapGrowth = "tapedeck.alert.gap-growth";
        public const string AlertGrowthWindow = "tapedeck.alert.growth-window";
        public const string AlertUndelivered = "tapedeck.alert.undelivered";
        public const string AlertDiskBelow = "tapedeck.alert.disk-below";
        public const string AlertWebhookUrl = "tapedeck.alert.webhook.url";
        public const string AlertWebhookSecretFile = "tapedeck.alert.webhook.secret-file";
        public const string ReportFormats = "tapedeck.report.formats";
        public const string ReportInterval = "tapedeck.report.interval";
        public const string ReportDaily = "tapedeck.report.daily";
        public const string EnricherPoolSize = "tapedeck.enrichment.pool-size";
        public const string Taxonomy = "tapedeck.enrichment.taxonomy";
        public const string Mask = "tapedeck.enrichment.mask";
        public const string HttpBind = "tapedeck.http.bind";
        public const string RemoteBind = "tapedeck.remote.bind";
        public const string RemoteCertificate = "tapedeck.remote.certificate";
        public const string RemoteCertificatePassword = "tapedeck.remote.certificate-password";
        public const string RemoteTrustedThumbprints = "tapedeck.remote.trusted-thumbprints";
        public const string SecurityServerKey = "tapedeck.security.server-key";
        public const string SecurityClients = "tapedeck.security.clients";
    }
}

using Tapedeck.Configuration;

namespace Tapedeck.Ingest;

/// <summary>What the reader of the acknowledged port is told of its socket.</summary>
/// <param name="Endpoint">Endpoint to bind.</param>
/// <param name="MaxMessageSize">Bytes; of a larger payload only size and head are kept, in quarantine.</param>
/// <param name="InFlightLimit">Bytes read and not yet durable at which reading pauses.</param>
/// <param name="ChecksKeys">Whether a producer must bear the name of the key it connects with.</param>
internal sealed record AcknowledgedReaderSettings(
    string Endpoint, long MaxMessageSize, long InFlightLimit, bool ChecksKeys)
{
    /// <summary>
    /// Why the holder of a key may not speak for a producer, or null. The key <c>claude_code</c> may be the producers
    /// <c>claude_code</c> and <c>claude_code/…</c>.
    /// </summary>
    /// <param name="producer">The producer.</param>
    /// <param name="key">The key's name; null without CURVE.</param>
    public string? RefusalOf(string producer, string? key) =>
        !ChecksKeys || producer == key || (key is not null && producer.StartsWith(key + "/", StringComparison.Ordinal))
            ? null
            : $"the key {key} may not speak for {producer}";

    /// <summary>The acknowledged port, <c>tapedeck.ingest.acknowledged</c>; null if it is off.</summary>
    public static AcknowledgedReaderSettings? From(RecorderSettings settings) => settings.AcknowledgedBind is { } endpoint
        ? new AcknowledgedReaderSettings(
            endpoint, settings.MaxMessageSize, settings.InFlightLimit, ChecksKeys: settings.Security is not null)
        : null;
}

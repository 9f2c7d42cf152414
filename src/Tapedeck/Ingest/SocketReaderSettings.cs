using Tapedeck.Configuration;

namespace Tapedeck.Ingest;

/// <summary>What one socket reader is told of its socket.</summary>
/// <param name="Source">The reader's name, in lines and status: <c>push</c> or <c>tap</c>.</param>
/// <param name="Endpoint">Endpoint to bind, or for a tap to connect to.</param>
/// <param name="IsTap">Whether it is a SUB connected to somebody else's broker, not a bound PULL.</param>
/// <param name="ConfigPath">The key the endpoint came from, for messages.</param>
/// <param name="HighWaterMark">Messages that libzmq queues for each peer before it holds that peer back.</param>
/// <param name="MaxMessageSize">Bytes; of a larger frame only size and head are kept, in quarantine.</param>
/// <param name="InFlightLimit">Bytes read and not yet durable at which reading pauses.</param>
internal sealed record SocketReaderSettings(
    string Source, string Endpoint, bool IsTap, string ConfigPath, int HighWaterMark, long MaxMessageSize,
    long InFlightLimit)
{
    /// <summary>Messages queued from somebody else's broker, which drops for us what does not fit.</summary>
    private const int TapHighWaterMark = 100_000;

    /// <summary>The recording port, <c>tapedeck.ingest.push</c>.</summary>
    public static SocketReaderSettings Push(RecorderSettings settings) => new(
        "push", settings.PushBind, IsTap: false, RecorderSettings.Key.PushBind, settings.PushHighWaterMark,
        settings.MaxMessageSize, settings.InFlightLimit);

    /// <summary>Somebody else's broker, <c>tapedeck.ingest.tap</c>; null if none is tapped.</summary>
    public static SocketReaderSettings? Tap(RecorderSettings settings) => settings.Tap is { } tap
        ? new SocketReaderSettings(
            "tap", tap.Connect, IsTap: true, RecorderSettings.Key.TapConnect, TapHighWaterMark, settings.MaxMessageSize,
            settings.InFlightLimit)
        : null;
}

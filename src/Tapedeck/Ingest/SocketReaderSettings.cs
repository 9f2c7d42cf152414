using Tapedeck.Configuration;

namespace Tapedeck.Ingest;

/// <summary>What one socket reader is told of its socket.</summary>
/// <param name="Name">The socket's name in lines and status: <c>push</c>.</param>
/// <param name="Bind">Endpoint, <c>tcp://127.0.0.1:5557</c>.</param>
/// <param name="ConfigPath">The key the endpoint came from, for messages.</param>
/// <param name="HighWaterMark">Messages that libzmq queues for each peer before it holds that peer back.</param>
/// <param name="MaxMessageSize">Bytes; of a larger frame only size and head are kept, in quarantine.</param>
/// <param name="InFlightLimit">Bytes read and not yet durable at which reading pauses.</param>
internal sealed record SocketReaderSettings(
    string Name, string Bind, string ConfigPath, int HighWaterMark, long MaxMessageSize, long InFlightLimit)
{
    /// <summary>
    /// Bytes from which libzmq itself refuses a message and drops the peer's connection: 8 × the largest message, so
    /// that one peer cannot make the node allocate without limit.
    /// </summary>
    public long RefusedSize => 8 * MaxMessageSize;

    /// <summary>The recording port, <c>tapedeck.ingest.push</c>.</summary>
    public static SocketReaderSettings Push(RecorderSettings settings) => new(
        "push", settings.PushBind, RecorderSettings.Key.PushBind, settings.PushHighWaterMark, settings.MaxMessageSize,
        settings.InFlightLimit);
}

namespace Tapedeck.Enrichment;

/// <summary>
/// What the recorder itself knows of a frame: by which way it came (<c>push</c>, UTF-8) and when it was read from
/// the socket, rendered as <c>source</c> and <c>recorded_at</c>.
/// </summary>
internal readonly ref struct FrameFacts(ReadOnlySpan<byte> source, DateTimeOffset recordedAt)
{
    /// <summary>The way it came, UTF-8, such as <c>push</c>.</summary>
    public ReadOnlySpan<byte> Source { get; } = source;

    /// <summary>When it was read from the socket; microseconds are kept.</summary>
    public DateTimeOffset RecordedAt { get; } = recordedAt;

    /// <summary>The topic it was published under, which names the receiver where the message does not; empty if none.</summary>
    public ReadOnlySpan<byte> Topic { get; init; }

    /// <summary>The producer that numbered it, UTF-8; empty if none.</summary>
    public ReadOnlySpan<byte> Producer { get; init; }

    /// <summary>The producer's number, from 1.</summary>
    public long ProducerSequence { get; init; }
}

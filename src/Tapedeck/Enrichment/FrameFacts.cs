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
}

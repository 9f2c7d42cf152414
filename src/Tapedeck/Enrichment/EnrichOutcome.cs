using Tapedeck.Enrichment.Masking;

namespace Tapedeck.Enrichment;

/// <summary>
/// What became of one frame: an event line in the output buffer with a delivery line behind it, or a reason why there is
/// none. Written by <see cref="FrameEnricher"/>, read by the journal and the status counters.
/// </summary>
internal readonly record struct EnrichOutcome
{
    /// <summary>True if a line was appended.</summary>
    public bool IsEvent => Reason is null;

    /// <summary>Why the frame is no message: a short sentence; null for an event.</summary>
    public string? Reason { get; private init; }

    /// <summary>
    /// Offset in the output buffer of the line's first byte; of a frame that is no message, of its record in the
    /// quarantine's buffer.
    /// </summary>
    public int LineStart { get; private init; }

    /// <summary>Bytes of the line without the sequence digits, its line feed included.</summary>
    public int LineLength { get; private init; }

    /// <summary>Offset in the line where the digits of the sequence number belong.</summary>
    public int SequenceOffset { get; private init; }

    /// <summary>Offset in the line of the digits of the content hash.</summary>
    public int HashOffset { get; private init; }

    /// <summary>
    /// Bytes of the delivery line, which follows the event line in the buffer: everything before the digits of the event's
    /// sequence. Behind these belong <c>}</c> and a line feed.
    /// </summary>
    public int DeliveryLength { get; private init; }

    /// <summary>Which message it is.</summary>
    public EventIdentity Identity { get; private init; }

    /// <summary>When the message was sent, as <see cref="Journal.Sessions.LineTime"/> understands its line.</summary>
    public long Time { get; init; }

    /// <summary>True if nobody was named as the speaker and the line says <c>unknown</c>.</summary>
    public bool SpeakerUnknown { get; private init; }

    /// <summary>True if the message has no text at all.</summary>
    public bool TextEmpty { get; private init; }

    /// <summary>The secrets that were masked in the frame.</summary>
    public MaskCounts Masked { get; init; }

    /// <summary>The outcome of a frame that is no message.</summary>
    public static EnrichOutcome Rejected(string reason) => new() { Reason = reason };

    /// <summary>The same, with its record's place in the quarantine's buffer.</summary>
    public EnrichOutcome KeptAt(int start, int length) => this with { LineStart = start, LineLength = length };

    /// <summary>The same, once the text's hash is known.</summary>
    public EnrichOutcome WithHash(ReadOnlySpan<byte> contentHash) =>
        Identity.IsKnown ? this with { Identity = Identity.WithText(contentHash) } : this;

    /// <summary>The outcome of a frame whose lines were appended, the text's hash still to be filled in.</summary>
    public static EnrichOutcome Event(
        int lineStart, int lineLength, LineHoles holes, int deliveryLength, EventIdentity identity,
        bool speakerUnknown, bool textEmpty) =>
        new()
        {
            LineStart = lineStart,
            LineLength = lineLength,
            SequenceOffset = holes.Sequence,
            HashOffset = holes.Hash,
            DeliveryLength = deliveryLength,
            Identity = identity,
            SpeakerUnknown = speakerUnknown,
            TextEmpty = textEmpty,
        };
}

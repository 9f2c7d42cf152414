using System.Buffers;
using Tapedeck.Ingest;

namespace Tapedeck.Enrichment;

/// <summary>
/// What the enricher made of one <see cref="FrameBatch"/>: rendered event lines, and quarantine lines for the frames
/// that are no message. The journal, who holds it last, calls <see cref="Release"/>.
/// </summary>
internal sealed class EnrichedBatch(IActorRef reader, StreamId stream, long number, int frameBytes)
{
    /// <summary>The reader that is owed credit for this batch.</summary>
    public IActorRef Reader { get; } = reader;

    public StreamId Stream { get; } = stream;

    public long Number { get; } = number;

    /// <summary>Bytes of the frames, the credit that is returned when the batch is durable.</summary>
    public int FrameBytes { get; } = frameBytes;

    /// <summary>The event lines, one behind the other, each with a hole where its sequence goes.</summary>
    public LineBuffer Lines { get; } = new(2 * frameBytes);

    public List<EnrichOutcome> Events { get; } = [];

    /// <summary>Complete lines for <c>quarantine.jsonl</c>; most batches have none.</summary>
    public ArrayBufferWriter<byte> Quarantine { get; } = new();

    public int QuarantinedCount { get; private set; }

    /// <summary>Adds a record for a frame that is no message.</summary>
    public void AddToQuarantine(in QuarantinedFrame frame, ReadOnlySpan<byte> bytes)
    {
        frame.WriteLine(bytes, Quarantine);
        QuarantinedCount++;
    }

    /// <summary>Adds a record for one frame of the batch that this one was made of.</summary>
    public void AddToQuarantine(FrameBatch frames, in Frame frame, string reason) => AddToQuarantine(
        new QuarantinedFrame(reason, frames.Source, frames.ReceivedAt, frame.Size, frame.Parts), frames.BytesOf(frame));

    /// <summary>Gives the buffers back. The batch must not be read afterwards.</summary>
    public void Release() => Lines.Release();
}

using System.Buffers;
using System.Runtime.InteropServices;
using Tapedeck.Enrichment.Masking;
using Tapedeck.Ingest;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Enrichment;

/// <summary>
/// What the enricher made of one <see cref="FrameBatch"/>, frame by frame: rendered event and delivery lines, and quarantine
/// records for the frames that are no message. The journal, who holds it last, calls <see cref="Release"/>.
/// </summary>
internal sealed class EnrichedBatch(
    IActorRef reader, StreamId stream, long number, int frameBytes, IReadOnlyList<ProducerRequest>? requests = null,
    int frames = 1)
{
    private readonly List<EnrichOutcome> _frames = new(frames);
    private readonly ArrayBufferWriter<byte> _quarantine = new();

    /// <summary>The reader that is owed credit for this batch.</summary>
    public IActorRef Reader { get; } = reader;

    public StreamId Stream { get; } = stream;

    public long Number { get; } = number;

    /// <summary>Bytes of the frames, the credit that is returned when the batch is durable.</summary>
    public int FrameBytes { get; } = frameBytes;

    /// <summary>Who asked for each frame to be recorded; null where nobody is owed an answer.</summary>
    public IReadOnlyList<ProducerRequest>? Requests { get; } = requests;

    /// <summary>The event and delivery lines, one behind the other, each with a hole where a sequence goes.</summary>
    public LineBuffer Lines { get; } = new(2 * frameBytes);

    /// <summary>What became of each frame, in arrival order.</summary>
    public ReadOnlySpan<EnrichOutcome> Frames => CollectionsMarshal.AsSpan(_frames);

    /// <summary>Complete lines for <c>quarantine.jsonl</c>; most batches have none.</summary>
    public ReadOnlySpan<byte> Quarantine => _quarantine.WrittenSpan;

    public int QuarantinedCount { get; private set; }

    /// <summary>Adds a frame whose lines were begun in <see cref="Lines"/>.</summary>
    public void AddEvent(in EnrichOutcome outcome) => _frames.Add(
        outcome with { Time = LineTime.Of(Lines.Written.Slice(outcome.LineStart, outcome.LineLength)) });

    /// <summary>Lets the enricher that began the lines finish them.</summary>
    public void Finish(FrameEnricher enricher) => enricher.Finish(CollectionsMarshal.AsSpan(_frames), Lines);

    /// <summary>Adds the frame of a HELLO: it has no line.</summary>
    public void AddHello() => _frames.Add(default);

    /// <summary>Adds a frame that is no message, with a record of it.</summary>
    public void AddToQuarantine(
        in QuarantinedFrame frame, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> bytes, MaskCounts masked = default)
    {
        var start = _quarantine.WrittenCount;
        frame.WriteLine(topic, bytes, _quarantine);
        var outcome = EnrichOutcome.Rejected(frame.Reason).KeptAt(start, _quarantine.WrittenCount - start);
        _frames.Add(outcome with { Masked = masked });
        QuarantinedCount++;
    }

    /// <summary>Adds one frame of the batch that this one was made of, which is no message.</summary>
    /// <param name="text">What is kept of it.</param>
    public void AddToQuarantine(FrameBatch frames, int index, in FrameText text, string reason)
    {
        var frame = frames[index];
        var request = frames.Requests?[index];
        var record = new QuarantinedFrame(
            reason, frames.Source, frames.ReceivedAt, frame.Size, frame.Parts, request?.Connection.Producer,
            request?.Number ?? 0, frame.IsHead);
        AddToQuarantine(record, text.Topic, text.Bytes, text.Masked);
    }

    /// <summary>Gives the buffers back. The batch must not be read afterwards.</summary>
    public void Release() => Lines.Release();
}

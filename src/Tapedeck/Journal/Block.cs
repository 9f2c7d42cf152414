using System.Buffers;
using System.Buffers.Text;
using Tapedeck.Enrichment;
using Tapedeck.Ingest;

namespace Tapedeck.Journal;

/// <summary>
/// The lines that one flush makes durable: batches in order, each event given its sequence as it is copied in. Holds
/// what must be told and released afterwards. Reused from block to block.
/// </summary>
internal sealed class Block
{
    /// <summary>A block this large is committed without waiting for more.</summary>
    public const int FullBytes = 1024 * 1024;

    private const int MaxSequenceDigits = 19;

    private byte[] _lines = BatchBuffers.Pool.Rent(2 * FullBytes);
    private int _lineBytes;
    private readonly ArrayBufferWriter<byte> _quarantine = new();
    private readonly List<(IActorRef Reader, IngestProtocol.BatchDurable Credit)> _credits = [];

    public ReadOnlySpan<byte> Lines => _lines.AsSpan(0, _lineBytes);

    public ReadOnlySpan<byte> QuarantineLines => _quarantine.WrittenSpan;

    /// <summary>Sequence of the first event; meaningful if <see cref="Counts"/> has events.</summary>
    public long FirstSequence { get; private set; }

    public JournalCounts Counts { get; private set; }

    public bool IsEmpty => _credits.Count == 0;

    public bool IsFull => _lineBytes + _quarantine.WrittenCount >= FullBytes;

    /// <summary>Credit to return to the readers once the block is durable.</summary>
    public IReadOnlyList<(IActorRef Reader, IngestProtocol.BatchDurable Credit)> Credits => _credits;

    /// <summary>Copies a batch in, numbers its events from <paramref name="nextSequence"/> on, and releases it.</summary>
    /// <returns>The sequence for the event after the batch's last.</returns>
    public long Add(EnrichedBatch batch, long nextSequence)
    {
        if (Counts.Events == 0)
            FirstSequence = nextSequence;

        var source = batch.Lines.Written;
        Reserve(source.Length + batch.Events.Count * MaxSequenceDigits);
        long unknown = 0, empty = 0;
        foreach (var line in batch.Events)
        {
            Append(source.Slice(line.LineStart, line.SequenceOffset));
            Utf8Formatter.TryFormat(nextSequence++, _lines.AsSpan(_lineBytes), out var digits);
            _lineBytes += digits;
            Append(source[(line.LineStart + line.SequenceOffset)..(line.LineStart + line.LineLength)]);
            unknown += line.SpeakerUnknown ? 1 : 0;
            empty += line.TextEmpty ? 1 : 0;
        }

        _quarantine.Write(batch.Quarantine.WrittenSpan);
        Counts += new JournalCounts(batch.Events.Count, batch.QuarantinedCount, unknown, empty, Blocks: 0);
        _credits.Add((batch.Reader, new IngestProtocol.BatchDurable(batch.Stream, batch.FrameBytes)));
        batch.Release();
        return nextSequence;
    }

    /// <summary>Empties the block for the next one.</summary>
    public void Clear()
    {
        _lineBytes = 0;
        _quarantine.ResetWrittenCount();
        _credits.Clear();
        Counts = default;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_lines.AsSpan(_lineBytes));
        _lineBytes += bytes.Length;
    }

    private void Reserve(int more)
    {
        if (_lines.Length - _lineBytes >= more)
            return;
        var larger = BatchBuffers.Pool.Rent(Math.Max(_lineBytes + more, 2 * _lines.Length));
        Lines.CopyTo(larger);
        BatchBuffers.Pool.Return(_lines);
        _lines = larger;
    }
}

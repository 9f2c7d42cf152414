using System.Buffers;
using System.Buffers.Text;
using Tapedeck.Enrichment;
using Tapedeck.Enrichment.Masking;
using Tapedeck.Ingest;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal;

/// <summary>
/// The lines that one flush makes durable: events, further observations of events, and quarantine records, each with its
/// sequence filled in as it is copied. Holds what must be told afterwards. Reused from block to block.
/// </summary>
internal sealed class Block
{
    /// <summary>A block this large is committed without waiting for more.</summary>
    public const int FullBytes = 1024 * 1024;

    private const int MaxSequenceDigits = 19;

    private byte[] _events = BatchBuffers.Pool.Rent(2 * FullBytes);
    private int _eventBytes;
    private readonly ArrayBufferWriter<byte> _deliveries = new();
    private readonly ArrayBufferWriter<byte> _quarantine = new();
    private readonly List<(IActorRef Reader, IngestProtocol.BatchDurable Credit)> _credits = [];
    private JournalCounts _counts;
    private int _durableEventBytes;
    private int _durableQuarantineBytes;

    private static ReadOnlySpan<byte> CollisionMark => ",\"id_collision\":true"u8;

    public ReadOnlySpan<byte> Events => _events.AsSpan(0, _eventBytes);

    public ReadOnlySpan<byte> Deliveries => _deliveries.WrittenSpan;

    public ReadOnlySpan<byte> Quarantine => _quarantine.WrittenSpan;

    /// <summary>
    /// Events of it that a commit which failed later made durable. Others may have read them by then, so they stay and are not
    /// written again.
    /// </summary>
    public int DurableEvents { get; private set; }

    /// <summary>The events that are not durable yet.</summary>
    public ReadOnlySpan<byte> PendingEvents => Events[_durableEventBytes..];

    /// <summary>The quarantine records that are not durable yet.</summary>
    public ReadOnlySpan<byte> PendingQuarantine => Quarantine[_durableQuarantineBytes..];

    /// <summary>Sequence of the first event; meaningful if <see cref="Counts"/> has events.</summary>
    public long FirstSequence { get; private set; }

    public JournalCounts Counts => _counts;

    /// <summary>From when to when the events are.</summary>
    public EventTimes Times { get; private set; } = EventTimes.None;

    public bool IsEmpty => _credits.Count == 0;

    /// <summary>Bytes of all its lines.</summary>
    public int Bytes => _eventBytes + _deliveries.WrittenCount + _quarantine.WrittenCount;

    public bool IsFull => Bytes >= FullBytes;

    /// <summary>Credit to return to the readers, with what they are to tell, once the block is durable.</summary>
    public IReadOnlyList<(IActorRef Reader, IngestProtocol.BatchDurable Credit)> Credits => _credits;

    /// <summary>Makes room for all that a batch can add.</summary>
    public void Reserve(EnrichedBatch batch)
    {
        var more = batch.Lines.Length + batch.Frames.Length * (MaxSequenceDigits + CollisionMark.Length);
        if (_events.Length - _eventBytes >= more)
            return;
        var larger = BatchBuffers.Pool.Rent(Math.Max(_eventBytes + more, 2 * _events.Length));
        Events.CopyTo(larger);
        BatchBuffers.Pool.Return(_events);
        _events = larger;
    }

    /// <summary>Adds an event line with its sequence, and with a mark if another message has its id.</summary>
    public void AddEvent(EnrichedBatch batch, in EnrichOutcome frame, long sequence, bool isCollision)
    {
        if (_counts.Events == 0)
            FirstSequence = sequence;
        var line = batch.Lines.Written.Slice(frame.LineStart, frame.LineLength);
        Append(line[..frame.SequenceOffset]);
        Utf8Formatter.TryFormat(sequence, _events.AsSpan(_eventBytes), out var digits);
        _eventBytes += digits;
        if (isCollision)
            Append(CollisionMark);
        Append(line[frame.SequenceOffset..]);
        Times = Times.With(frame.Time);
        _counts.Events++;
        _counts.IdCollisions += isCollision ? 1 : 0;
        _counts.UnknownSpeakers += frame.SpeakerUnknown ? 1 : 0;
        _counts.EmptyTexts += frame.TextEmpty ? 1 : 0;
        Count(frame.Masked);
    }

    /// <summary>Adds a delivery line: another observation of the event with this sequence.</summary>
    public void AddDelivery(EnrichedBatch batch, in EnrichOutcome frame, long sequence)
    {
        _deliveries.Write(batch.Lines.Written.Slice(frame.LineStart + frame.LineLength, frame.DeliveryLength));
        Utf8Formatter.TryFormat(sequence, _deliveries.GetSpan(MaxSequenceDigits), out var digits);
        _deliveries.Advance(digits);
        _deliveries.Write("}\n"u8);
        _counts.Deliveries++;
    }

    /// <summary>Adds the record of a frame that is no message.</summary>
    public void AddQuarantine(EnrichedBatch batch, in EnrichOutcome frame)
    {
        _quarantine.Write(batch.Quarantine.Slice(frame.LineStart, frame.LineLength));
        _counts.Quarantined++;
        Count(frame.Masked);
    }

    public void CountResend() => _counts.Resends++;

    /// <summary>Owes a batch's reader its credit, and its producers these answers.</summary>
    public void Credit(EnrichedBatch batch, IReadOnlyList<Acknowledgement> answers) =>
        _credits.Add((batch.Reader, new IngestProtocol.BatchDurable(batch.Stream, batch.FrameBytes, answers)));

    /// <summary>The next of its events are durable.</summary>
    public void EventsAreDurable(int count, int bytes)
    {
        DurableEvents += count;
        _durableEventBytes += bytes;
    }

    /// <summary>Its quarantine records are durable.</summary>
    public void QuarantineIsDurable() => _durableQuarantineBytes = _quarantine.WrittenCount;

    /// <summary>Empties the block for the next one.</summary>
    public void Clear()
    {
        _eventBytes = 0;
        (DurableEvents, _durableEventBytes, _durableQuarantineBytes) = (0, 0, 0);
        _deliveries.ResetWrittenCount();
        _quarantine.ResetWrittenCount();
        _credits.Clear();
        _counts = default;
        Times = EventTimes.None;
    }

    private void Count(in MaskCounts masked)
    {
        _counts.MaskedApiKeys += masked.ApiKeys;
        _counts.MaskedBearerTokens += masked.BearerTokens;
        _counts.MaskedPrivateKeys += masked.PrivateKeys;
        _counts.MaskedEmails += masked.Emails;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_events.AsSpan(_eventBytes));
        _eventBytes += bytes.Length;
    }
}

using Tapedeck.Enrichment;

namespace Tapedeck.Journal;

/// <summary>
/// What the journal actor must not lose when it fails: the arrival order, the block that is not durable yet, what waits
/// behind it, and how far everything is durable. A failed incarnation hands it to the next.
/// </summary>
internal sealed class JournalState
{
    private readonly ArrivalOrder _order = new();
    private readonly Queue<EnrichedBatch> _ready = new();
    private long _nextSequence;

    /// <summary>Numbered and copied, not durable yet.</summary>
    public Block Block { get; } = new();

    /// <summary>How far the files are durable; null until they were first open.</summary>
    public JournalLengths? Durable { get; private set; }

    /// <summary>Sequence of the last durable event.</summary>
    public long LastSequence { get; private set; }

    public JournalCounts Counts { get; private set; }

    public DateTimeOffset? LastCommitAt { get; private set; }

    /// <summary>Why nothing can be written at the moment, or null.</summary>
    public string? Error { get; set; }

    /// <summary>Pauses between attempts to open the files; short again once a block is durable.</summary>
    public RetryDelay Retry { get; } = new();

    /// <summary>The files are open: numbering goes on behind what they hold.</summary>
    /// <exception cref="JournalFolderException">Since they were last open somebody else wrote to them.</exception>
    public void Opened(JournalFolder folder, OpenJournal journal)
    {
        if (Durable is null)
            _nextSequence = journal.LastSequence + 1;
        else if (journal.LastSequence != LastSequence)
            throw JournalFolderException.Changed(folder, LastSequence, journal.LastSequence);

        (Durable, LastSequence) = (journal.Durable, journal.LastSequence);
        if (Block.IsEmpty)
            Error = null; // else not before the block that failed is durable
    }

    /// <summary>Takes a batch into arrival order.</summary>
    public void Take(EnrichedBatch batch) => _order.Take(batch, _ready);

    /// <summary>Moves the next batch that is in order into the block. False if there is none.</summary>
    public bool TryFillBlock()
    {
        if (!_ready.TryDequeue(out var batch))
            return false;
        _nextSequence = Block.Add(batch, _nextSequence);
        return true;
    }

    /// <summary>The block is durable: moves on behind it.</summary>
    public void Committed(OpenJournal journal, DateTimeOffset now)
    {
        Durable = journal.Durable;
        LastSequence = _nextSequence - 1;
        Counts += Block.Counts with { Blocks = 1 };
        LastCommitAt = now;
        Error = null;
        Retry.Reset();
    }
}

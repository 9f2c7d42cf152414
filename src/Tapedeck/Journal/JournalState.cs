using Tapedeck.Enrichment;
using Tapedeck.Ingest;

using static Tapedeck.Journal.JournalProtocol;

namespace Tapedeck.Journal;

/// <summary>
/// What the journal actor must not lose when it fails: the arrival order, the block that is not durable yet, what waits
/// behind it, and how far everything is durable. A failed incarnation hands it to the next.
/// </summary>
/// <param name="dedupeWindow">Events within which another observation of the same message is recognised.</param>
internal sealed class JournalState(int dedupeWindow)
{
    /// <summary>Bytes recorded after which the ledger is written down, so that a start has no more than these to read.</summary>
    private const long SnapshotEvery = 64 * 1024 * 1024;

    private readonly ArrivalOrder _order = new();
    private readonly Queue<EnrichedBatch> _ready = new();
    private FolderLock? _lock;
    private Admission? _admission;
    private long _recorded;
    private long _snapshotAt;

    /// <summary>Numbered and copied, not durable yet.</summary>
    public Block Block { get; } = new();

    /// <summary>How far the files are durable; null until they were first open.</summary>
    public JournalLengths? Durable { get; private set; }

    /// <summary>The chain's last link, hex.</summary>
    public string ChainHead { get; private set; } = "";

    /// <summary>Sequence of the last durable event.</summary>
    public long LastSequence { get; private set; }

    public JournalCounts Counts { get; private set; }

    public DateTimeOffset? LastCommitAt { get; private set; }

    /// <summary>Why nothing can be written at the moment, or null.</summary>
    public string? Error { get; set; }

    /// <summary>Pauses between attempts to open the files; short again once a block is durable.</summary>
    public RetryDelay Retry { get; } = new();

    /// <summary>Which numbers of which producers are recorded; null until the files were first open.</summary>
    public ProducerLedger? Producers => _admission?.Producers;

    /// <summary>Locks the folder and keeps it locked through failures, so that no other node begins to record in between.</summary>
    /// <exception cref="JournalFolderException">Another node records into it, or it cannot be written.</exception>
    public void Lock(JournalFolder folder)
    {
        if (_lock is not null && File.Exists(folder.Lock))
            return;
        Unlock();
        _lock = FolderLock.Acquire(folder);
    }

    public void Unlock()
    {
        _lock?.Dispose();
        _lock = null;
    }

    /// <summary>The files are open: numbering goes on behind what they hold.</summary>
    /// <exception cref="JournalFolderException">Since they were last open somebody else wrote to them.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    public void Opened(JournalFolder folder, OpenJournal journal)
    {
        if (_admission is null)
        {
            var window = new EventWindow(dedupeWindow);
            WindowRecovery.Fill(window, folder, journal.LastSequence);
            var producers = ProducerRecovery.Recover(folder, journal.Durable, journal.LastSequence);
            _admission = new Admission(window, producers, journal.LastSequence);
        }
        else if (journal.LastSequence != LastSequence)
            throw JournalFolderException.Changed(folder, LastSequence, journal.LastSequence);

        (Durable, LastSequence, ChainHead) = (journal.Durable, journal.LastSequence, journal.ChainHead.ToString());
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
        _admission!.Admit(batch, Block);
        return true;
    }

    /// <summary>The block is durable: moves on behind it.</summary>
    public void Committed(OpenJournal journal, int flushes, DateTimeOffset now)
    {
        _recorded += Block.Bytes;
        Durable = journal.Durable;
        LastSequence = _admission!.LastSequence;
        ChainHead = journal.ChainHead.ToString();
        Counts += Block.Counts with { Blocks = flushes };
        LastCommitAt = now;
        Error = null;
        Retry.Reset();
    }

    /// <summary>The journal failed: what it made durable until then stays.</summary>
    public void Failed(OpenJournal journal, string reason)
    {
        (Durable, LastSequence) = (journal.Durable, journal.LastSequence);
        Error = reason;
    }

    /// <summary>A new session was begun.</summary>
    public void Rolled(OpenJournal journal) => Durable = journal.Durable;

    /// <summary>How the journal is at this moment.</summary>
    public JournalSnapshot Snapshot(JournalSettings settings)
    {
        IReadOnlyCollection<Producer> producers = Producers?.All ?? [];
        return new JournalSnapshot(
            settings.Folder.Session, LastSequence, Durable?.SessionEnd ?? default, ChainHead, settings.Durability.ToString(),
            Counts, LastCommitAt, producers.Count, ProducerGaps.Most(producers), Error);
    }

    /// <summary>What a batch's reader is to be told, now that the batch is durable.</summary>
    public IngestProtocol.BatchDurable Told(IngestProtocol.BatchDurable credit) => credit.Acknowledgements.Count == 0
        ? credit
        : credit with
        {
            Acknowledgements = [.. credit.Acknowledgements.Select(answer =>
                answer.Kind == AcknowledgementKind.Welcome ? _admission!.Welcome(answer.Connection) : answer)],
        };

    /// <summary>Writes the ledger down if much was recorded since, or <paramref name="always"/>; only between blocks.</summary>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="IOException">It cannot be written; then a start reads more.</exception>
    public bool SnapshotProducers(JournalFolder folder, bool always = false)
    {
        if (_admission is null || Durable is not { } durable || !Block.IsEmpty)
            return false;
        if (!always && _recorded - _snapshotAt < SnapshotEvery)
            return false;
        _snapshotAt = _recorded;
        ProducerSnapshot.Of(_admission.Producers, durable, folder).Write(folder);
        return true;
    }
}

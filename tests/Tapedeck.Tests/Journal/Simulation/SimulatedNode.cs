using Tapedeck.Enrichment;
using Tapedeck.Ingest;
using Tapedeck.Journal;
using Tapedeck.Journal.Recovery;
using Tapedeck.Journal.Sessions;
using Tapedeck.Tests.Journal.Storage;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Journal.Simulation;

/// <summary>
/// What the journal actor does, step by step and without an actor: opens, fills a block, commits it, rolls, and after a failure
/// opens again with what it must not lose.
/// </summary>
internal sealed class SimulatedNode(
    FaultyStorage storage, JournalFolder folder, DurabilityPolicy durability, ManualTime time) : IDisposable
{
    private readonly JournalState _state = new(1000);
    private OpenJournal? _journal;

    public bool IsOpen => _journal is not null;

    public bool HasPending => !_state.Block.IsEmpty;

    public string? Error => _state.Error;

    public long LastSequence => _state.LastSequence;

    public JournalPosition Durable => _state.Durable!.Value.SessionEnd;

    public JournalLengths Lengths => _state.Durable!.Value;

    public IReadOnlyList<RecoveryNote> Notes { get; private set; } = [];

    /// <summary>Opens the files. False if that failed.</summary>
    public bool TryOpen()
    {
        try
        {
            _state.Lock(folder);
            time.Advance(TimeSpan.FromSeconds(1));
            _journal = JournalRecovery.Open(storage, folder, time.GetUtcNow(), _state.Durable);
            _state.Opened(folder, _journal);
            Notes = _journal.Notes;
            return true;
        }
        catch (Exception failure) when (failure is JournalFolderException or IOException)
        {
            _journal?.Dispose();
            _journal = null;
            _state.Error = failure.Message;
            if (failure.Message.Contains("another program", StringComparison.Ordinal))
                throw new InvalidOperationException("it takes its own file for changed", failure);
            return false;
        }
    }

    /// <summary>Takes a batch into the block.</summary>
    public void Take(EnrichedBatch batch)
    {
        _state.Take(batch);
        while (_state.TryFillBlock())
        {
        }
    }

    /// <summary>Commits the block. Null if that failed; then the journal is closed.</summary>
    public IReadOnlyList<Acknowledgement>? TryCommit()
    {
        if (_state.Block.IsEmpty)
            return [];
        IReadOnlyList<Acknowledgement>? answers = null;
        var isDone = Try(journal =>
        {
            var flushes = journal.Commit(_state.Block, durability.Kind == DurabilityKind.Each, time);
            _state.Committed(journal, flushes, time.GetUtcNow());
            answers = [.. _state.Block.Credits.SelectMany(credit => credit.Credit.Acknowledgements)];
            _state.Block.Clear();
        });
        return isDone ? answers : null;
    }

    /// <summary>Rolls the session, if it has anything. False if that failed.</summary>
    public bool TryRoll() => !_state.Block.IsEmpty || Durable.Offset == 0 || Try(journal =>
    {
        journal.Roll(time.GetUtcNow());
        _state.Rolled(journal);
    });

    /// <summary>Writes the ledger down, and flushes the index. False if that failed.</summary>
    public bool TrySnapshot() => Try(journal =>
    {
        if (_state.SnapshotProducers(folder, always: true))
            journal.FlushIndex();
    });

    /// <summary>Lets go of the files as they are.</summary>
    public void Dispose()
    {
        _journal?.Dispose();
        _journal = null;
        _state.Unlock();
    }

    private bool Try(Action<OpenJournal> work)
    {
        try
        {
            work(_journal!);
            return true;
        }
        catch (IOException failure)
        {
            _state.Failed(_journal!, failure.Message);
            _journal!.Dispose();
            _journal = null;
            return false;
        }
    }
}

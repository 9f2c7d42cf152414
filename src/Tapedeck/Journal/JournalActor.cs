using Microsoft.Extensions.Logging;
using Tapedeck.Enrichment;
using static Tapedeck.Journal.JournalProtocol;

namespace Tapedeck.Journal;

/// <summary>
/// The only writer. Everything that queued while the last flush ran becomes one block: one write, one flush, then the
/// readers get their credit and the block is published. After a failed write or flush it fails; the next incarnation is
/// handed the block that is not durable, reopens the files through recovery and commits it again.
/// </summary>
internal sealed class JournalActor : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    /// <summary>Commits what queued before it: told to itself with the first batch of a block.</summary>
    private sealed record CommitBlock
    {
        public static readonly CommitBlock Instance = new();
    }

    /// <summary>Opens the files again after a failure.</summary>
    private sealed record Reopen
    {
        public static readonly Reopen Instance = new();
    }

    private readonly JournalFolder _folder;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private JournalState _state;
    private OpenJournal? _journal;
    private bool _isHandedOver;

    public JournalActor(JournalFolder folder, int dedupeWindow, TimeProvider time, ILogger log)
    {
        (_folder, _state, _time, _log) = (folder, new JournalState(dedupeWindow), time, log);
        Become(Opening);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    private void Opening()
    {
        Receive<JournalProtocol.Open>(_ => Sender.Tell(
            TryOpen() is { } failure ? new Status.Failure(failure) : new JournalOpened(_folder.Session, _state.LastSequence)));
        Receive<Reopen>(_ =>
        {
            if (TryOpen() is { } failure)
                ReopenLater(failure.Message);
        });
        Receive<EnrichedBatch>(_ => Stash.Stash()); // as many as the readers' credit allows
        ReceiveStatus();
    }

    private void Recording()
    {
        Receive<EnrichedBatch>(Take);
        Receive<CommitBlock>(_ => Commit());
        ReceiveStatus();
    }

    private void AwaitingState()
    {
        Receive<JournalState>(state =>
        {
            _state = state;
            Become(Opening);
            Stash.UnstashAll();
            ReopenLater(state.Error!);
        });
        ReceiveAny(_ => Stash.Stash());
    }

    private void ReceiveStatus()
    {
        Receive<GetJournalStatus>(_ => Sender.Tell(Snapshot()));
        Receive<GetNumbers>(get =>
        {
            var producer = _state.Producers?.Of(get.Producer);
            Sender.Tell(new NumbersSnapshot(producer?.Last ?? 0, [.. producer?.Missing ?? []]));
        });
    }

    private JournalSnapshot Snapshot()
    {
        IReadOnlyCollection<Producer> producers = _state.Producers?.All ?? [];
        return new JournalSnapshot(
            _folder.Session, _state.LastSequence, _state.Durable?.Session ?? 0, _state.Counts, _state.LastCommitAt,
            producers.Count, ProducerGaps.Most(producers), _state.Error);
    }

    /// <summary>Opens the files and begins to record. Returns what stands in the way, or null.</summary>
    private JournalFolderException? TryOpen()
    {
        try
        {
            _state.Lock(_folder);
            _journal = OpenJournal.Open(_folder, _time.GetUtcNow(), _state.Durable);
            _state.Opened(_folder, _journal);
        }
        catch (Exception failure) when (failure is JournalFolderException or IOException or UnauthorizedAccessException)
        {
            _journal?.Dispose();
            _state.Error = failure.Message;
            return failure as JournalFolderException ?? JournalFolderException.CannotOpen(_folder, failure);
        }

        foreach (var torn in _journal.Torn)
            JournalLog.TornTailMoved(_log, torn.Bytes, torn.File, torn.Offset, torn.KeptIn);
        Become(Recording);
        Stash.UnstashAll();
        Commit();
        FillBlock();
        return null;
    }

    private void ReopenLater(string reason)
    {
        var delay = _state.Retry.Next();
        JournalLog.ReopeningLater(_log, reason, delay);
        Timers.StartSingleTimer(nameof(Reopen), Reopen.Instance, delay);
    }

    private void Take(EnrichedBatch batch)
    {
        _state.Take(batch);
        FillBlock();
    }

    private void FillBlock()
    {
        var wasEmpty = _state.Block.IsEmpty;
        while (_state.TryFillBlock())
        {
            if (_state.Block.IsFull)
                Commit();
        }

        if (wasEmpty && !_state.Block.IsEmpty)
            Self.Tell(CommitBlock.Instance);
    }

    private void Commit()
    {
        var block = _state.Block;
        if (block.IsEmpty)
            return; // it was full before its tick came

        var offset = _journal!.Commit(block);
        _state.Committed(_journal, _time.GetUtcNow());
        foreach (var (reader, credit) in block.Credits)
            reader.Tell(_state.Told(credit));
        if (block.Counts.Events > 0)
            Context.System.EventStream.Publish(
                new BlockCommitted(block.FirstSequence, _state.LastSequence, offset, block.Events.Length));
        block.Clear();
        SnapshotProducers();
    }

    private void SnapshotProducers(bool always = false)
    {
        try
        {
            _state.SnapshotProducers(_folder, always);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            JournalLog.NoSnapshot(_log, _folder.Producers, failure.Message);
        }
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        _state.Error = reason.Message;
        Self.Tell(_state);
        _isHandedOver = true;
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason) => Become(AwaitingState);

    protected override void PostStop()
    {
        if (_journal is not null && _state.Error is null)
            SnapshotProducers(always: true);
        _journal?.Dispose();
        if (!_isHandedOver)
            _state.Unlock();
    }
}

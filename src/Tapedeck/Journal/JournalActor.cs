using Microsoft.Extensions.Logging;
using Tapedeck.Enrichment;
using Tapedeck.Journal.Recovery;
using static Tapedeck.Journal.JournalProtocol;

namespace Tapedeck.Journal;

/// <summary>
/// The only writer. What queued while the last flush ran, or came within the interval, becomes one block: one write, one
/// flush, then the readers get their credit and the block is published. After a failed write or flush it fails; the next
/// incarnation is handed the block that is not durable, reopens the files through recovery and commits it again.
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

    /// <summary>Looks whether the session is to be rolled although nothing is recorded.</summary>
    private sealed record RollTick
    {
        public static readonly RollTick Instance = new();
    }

    private static readonly TimeSpan LookAtClockEvery = TimeSpan.FromSeconds(1);

    private readonly JournalSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private JournalState _state;
    private OpenJournal? _journal;
    private bool _isHandedOver;

    public JournalActor(JournalSettings settings, TimeProvider time, ILogger log)
    {
        (_settings, _state, _time, _log) = (settings, new JournalState(settings.DedupeWindow), time, log);
        Become(Opening);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    private JournalFolder Folder => _settings.Folder;

    private void Opening()
    {
        Receive<JournalProtocol.Open>(_ => Sender.Tell(
            TryOpen() is { } failure ? new Status.Failure(failure) : new JournalOpened(Folder.Session, _state.LastSequence)));
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
        Receive<RollTick>(_ => RollIfDue());
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
        Receive<GetJournalStatus>(_ => Sender.Tell(_state.Snapshot(_settings)));
        Receive<GetNumbers>(get =>
        {
            var producer = _state.Producers?.Of(get.Producer);
            Sender.Tell(new NumbersSnapshot(producer?.Last ?? 0, [.. producer?.Missing ?? []]));
        });
    }

    /// <summary>Opens the files and begins to record. Returns what stands in the way, or null.</summary>
    private JournalFolderException? TryOpen()
    {
        try
        {
            _state.Lock(Folder);
            _journal = JournalRecovery.Open(_settings.Storage, Folder, _time.GetUtcNow(), _state.Durable);
            var wasStopped = _state.Error is not null;
            _state.Opened(Folder, _journal);
            if (wasStopped && _state.Error is null)
                JournalLog.Resumed(_log, Folder.Session);
        }
        catch (Exception failure) when (failure is JournalFolderException or IOException or UnauthorizedAccessException)
        {
            _journal?.Dispose();
            _journal = null;
            _state.Error = failure.Message;
            return failure as JournalFolderException ?? JournalFolderException.CannotOpen(Folder, failure);
        }

        foreach (var note in _journal.Notes)
            JournalLog.Recovered(_log, note.Bytes, note.File, note.Offset, note.KeptIn, note.Reason);
        if (_settings.Roll.TimeOfDay is not null)
            Timers.StartPeriodicTimer(nameof(RollTick), RollTick.Instance, LookAtClockEvery);
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

        if (!wasEmpty || _state.Block.IsEmpty)
            return;
        if (_settings.Durability.Interval > TimeSpan.Zero)
            Timers.StartSingleTimer(nameof(CommitBlock), CommitBlock.Instance, _settings.Durability.Interval);
        else
            Self.Tell(CommitBlock.Instance);
    }

    private void Commit()
    {
        var block = _state.Block;
        if (block.IsEmpty)
            return; // it was full before its tick came

        var flushes = _journal!.Commit(block, oneByOne: _settings.Durability.Kind == DurabilityKind.Each, _time);
        var wasStopped = _state.Error is not null;
        _state.Committed(_journal, flushes, _time.GetUtcNow());
        if (wasStopped)
            JournalLog.Resumed(_log, Folder.Session);
        foreach (var (reader, credit) in block.Credits)
            reader.Tell(_state.Told(credit));
        if (block.Counts.Events > 0)
            Context.System.EventStream.Publish(new BlockCommitted(
                _journal.Durable.SessionEnd, block.FirstSequence, _state.LastSequence, block.Events.Length));
        block.Clear();
        RollIfDue();
        SnapshotProducers();
    }

    private void RollIfDue()
    {
        if (!_state.Block.IsEmpty || !_settings.Roll.IsDue(_journal!.Durable.Session, _journal.SessionBegunAt, _time.GetUtcNow()))
            return;
        _journal.Roll(_time.GetUtcNow());
        _state.Rolled(_journal);
        JournalLog.Rolled(_log, _journal.Durable.SessionNumber - 1, _journal.ChainHead.ToString());
        SnapshotProducers(always: true);
    }

    private void SnapshotProducers(bool always = false)
    {
        bool isWritten;
        try
        {
            isWritten = _state.SnapshotProducers(Folder, always);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            JournalLog.NoSnapshot(_log, Folder.Producers, failure.Message);
            return;
        }

        if (isWritten)
            _journal!.FlushIndex(); // its failure is the journal's: a later flush would not find what this one lost
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        if (_state.Error is null)
            JournalLog.Stopped(_log, reason.Message);
        _state.Error = reason.Message;
        if (_journal is not null)
            _state.Failed(_journal, reason.Message);
        Self.Tell(_state);
        _isHandedOver = true;
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason) => Become(AwaitingState);

    protected override void PostStop()
    {
        try
        {
            if (_journal is not null && _state.Error is null)
                SnapshotProducers(always: true);
        }
        catch (IOException failure)
        {
            JournalLog.NoSnapshot(_log, Folder.Index, failure.Message); // the next start makes the index again
        }

        _journal?.Dispose();
        if (!_isHandedOver)
            _state.Unlock();
    }
}

using Microsoft.Extensions.Logging;
using Tapedeck.Client;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using static Tapedeck.Checkpointing.CheckpointProtocol;
using static Tapedeck.Client.NodeProtocol;

namespace Tapedeck.Checkpointing;

/// <summary>
/// Decides when a checkpoint is made: by the clock if there are new events, when asked, and at the end. The work is done on a
/// thread that gives way to the capture, one thing at a time: what is asked first, then the checkpoint that is due, then the
/// Parquet twins that are missing. What fails is said in the status and tried again.
/// </summary>
internal sealed class CheckpointActor : ReceiveActor, IWithTimers
{
    /// <summary>The next checkpoint by the clock is due.</summary>
    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }

    /// <summary>What failed is tried again.</summary>
    private sealed record Retry
    {
        public static readonly Retry Instance = new();
    }

    private sealed record WorkFailed(Exception Reason);

    private const int MostRequests = 64;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    private readonly CheckpointSettings _settings;
    private readonly IActorRef _journal;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CheckpointWork _work;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, string> _unfit = [];
    private readonly Queue<(string Label, IActorRef Asker)> _requests = [];
    private Task _running = Task.CompletedTask;
    private CheckpointMaker? _maker;
    private IReadOnlyList<CheckpointFacts> _all = [];
    private IReadOnlyList<CheckpointFacts> _withoutTwin = [];
    private JournalPosition _end;
    private long _recorded;
    private DateTimeOffset _nextAt;
    private IActorRef? _asker;
    private IActorRef? _finishing;
    private bool _isDue;
    private bool _isBusy;
    private bool _isPaused;
    private string? _error;

    public CheckpointActor(CheckpointSettings settings, IActorRef journal, TimeProvider time, ILogger log)
    {
        (_settings, _journal, _time, _log) = (settings, journal, time, log);
        _work = new CheckpointWork(settings, time, _stop.Token);

        Receive<JournalProtocol.JournalSnapshot>(journaled => Recorded(journaled.End, journaled.LastSequence));
        Receive<JournalProtocol.BlockCommitted>(block => Recorded(block.End, block.LastSequence));
        Receive<Tick>(_ =>
        {
            _nextAt = _time.GetUtcNow() + _settings.Interval;
            (_isDue, _isPaused) = (true, false);
            Work();
        });
        Receive<Retry>(_ =>
        {
            _isPaused = false;
            Work();
        });
        Receive<MakeCheckpoint>(Take);
        Receive<Finish>(_ =>
        {
            (_finishing, _isDue, _isPaused) = (Sender, true, false);
            _work.Pace = DiskPace.Full;
            Work();
        });
        Receive<WorkDone>(done =>
        {
            Take(done);
            Work();
        });
        Receive<WorkFailed>(failed => Take(failed.Reason));
        Receive<GetCheckpoints>(_ => Sender.Tell(new CheckpointList(_all)));
        Receive<GetCheckpointsStatus>(_ => Sender.Tell(Status()));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private CheckpointFacts? Last => _all.MaxBy(checkpoint => checkpoint.LastSequence);

    private long Checkpointed => Last?.LastSequence ?? 0;

    private void Recorded(JournalPosition end, long sequence)
    {
        if (end > _end)
            (_end, _recorded) = (end, sequence);
    }

    private void Take(MakeCheckpoint request)
    {
        if (!MakeCheckpoint.IsLabel(request.Label))
            Sender.Tell(new Refused($"\"{request.Label}\" is no label: expected {MakeCheckpoint.LabelForm}"));
        else if (_requests.Count == MostRequests)
            Sender.Tell(new Refused($"{MostRequests} checkpoints are asked for already: ask again when they are made"));
        else
        {
            _requests.Enqueue((request.Label, Sender));
            _isPaused = false;
            Work();
        }
    }

    /// <summary>Begins the next work, if none is being done.</summary>
    private void Work()
    {
        if (_isBusy || _isPaused)
            return;
        if (_maker is null)
        {
            Begin(_work.OpenAsync());
        }
        else if (_requests.TryDequeue(out var request))
        {
            _asker = request.Asker;
            Begin(_work.MakeAsync(_maker, request.Label, _end));
        }
        else if (_isDue && _recorded > Checkpointed)
        {
            _isDue = false;
            Begin(_work.MakeAsync(_maker, _finishing is null ? "auto" : "shutdown", _end));
        }
        else if (_withoutTwin is [.., var newest])
        {
            Begin(_work.MakeTwinAsync(_maker, newest));
        }
        else
        {
            GoesOn();
            Finished();
        }
    }

    private void Begin(Task<WorkDone> work)
    {
        (_isBusy, _running) = (true, work);
        work.PipeTo(Self, failure: reason => new WorkFailed(reason));
    }

    private void Take(WorkDone done)
    {
        if (_maker is not null) // else it only looked what there is
            GoesOn();
        if (done.Unfit is var (id, fault))
        {
            _unfit[id] = fault;
            CheckpointLog.Unfit(_log, fault);
        }

        (_isBusy, _maker, _all) = (false, done.Maker, done.All);
        _withoutTwin = [.. done.WithoutTwin.Where(checkpoint => !_unfit.ContainsKey(checkpoint.CheckpointId))];
        foreach (var made in done.Made)
            CheckpointLog.Made(_log, made.CheckpointId, made.FirstSequence, made.LastSequence, made.SizeBytes);
        Answer(new CheckpointMade(IsNew: done.Made.Count > 0, done.Made.Count > 0 ? done.Made[^1] : Last));
    }

    private void Take(Exception reason)
    {
        if (_error is null)
            CheckpointLog.Failed(_log, reason.Message, TryAgainAfter);
        _error = reason.Message;
        _maker = null; // it looks anew what there is
        (_isBusy, _isPaused, _isDue) = (false, true, true);
        Answer(new Refused($"no checkpoint was made: {reason.Message}"));
        while (_requests.TryDequeue(out var request))
            request.Asker.Tell(new Refused($"no checkpoint was made: {reason.Message}"));
        Timers.StartSingleTimer(nameof(Retry), Retry.Instance, TryAgainAfter);
        Finished();
    }

    private void GoesOn()
    {
        if (_error is not null)
            CheckpointLog.GoesOn(_log);
        _error = null;
    }

    private void Answer(object answer)
    {
        _asker?.Tell(answer);
        _asker = null;
    }

    private void Finished()
    {
        _finishing?.Tell(new Finished(_error));
        _finishing = null;
    }

    private CheckpointsStatus Status() => new(
        _all.Count, Last, Math.Max(0, _recorded - Checkpointed),
        _settings.Interval > TimeSpan.Zero ? _nextAt : null,
        _withoutTwin.Count + _unfit.Count, _error ?? _unfit.Values.FirstOrDefault());

    protected override void PreStart()
    {
        // In this order no block is missed: it is in the snapshot, or it is published after the subscription.
        Context.System.EventStream.Subscribe(Self, typeof(JournalProtocol.BlockCommitted));
        _journal.Tell(JournalProtocol.GetJournalStatus.Instance, Self);
        _nextAt = _time.GetUtcNow() + _settings.Interval;
        if (_settings.Interval > TimeSpan.Zero)
            Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, _settings.Interval);
        Work();
    }

    protected override void PostStop()
    {
        // What goes on in the background must not outlive this: the next incarnation, or node, works on the same files.
        _stop.Cancel();
        Task.WaitAny([_running], EndsWithin);
    }
}

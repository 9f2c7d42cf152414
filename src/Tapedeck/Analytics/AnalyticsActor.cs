using Microsoft.Extensions.Logging;
using Tapedeck.Client;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using static Tapedeck.Analytics.AnalyticsProtocol;

namespace Tapedeck.Analytics;

/// <summary>
/// Follows the journal and answers how the agents work together. The totals are read on a thread that gives way to the capture,
/// which hands over a report of them every second: a question about all events is answered with the last one, at once.
/// Reports of a part of the events are made one at a time.
/// </summary>
internal sealed class AnalyticsActor : ReceiveActor, IWithTimers
{
    /// <summary>There may be more to tally.</summary>
    private sealed record Follow
    {
        public static readonly Follow Instance = new();
    }

    private sealed record CaughtUp(string? NotSaved);

    private sealed record FollowFailed(Exception Reason);

    private sealed record Saved(string? Error);

    private sealed record Reported(object Answer, IActorRef Asker);

    private const int MostWaiting = 64;

    /// <summary>How long blocks are left to gather before they are read: so the capture feels it in few of its moments.</summary>
    private static readonly TimeSpan FollowEvery = TimeSpan.FromSeconds(1);

    /// <summary>How long a node that starts has other things to do, if nobody asks: its agents are waiting to be heard.</summary>
    private static readonly TimeSpan BeginAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    private readonly IActorRef _journal;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly AnalyticsWork _work;
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<(EventFilter Filter, IActorRef Asker)> _waiting = [];
    private readonly List<(object Question, IActorRef Asker)> _early = [];
    private Task _following = Task.CompletedTask;
    private Task _reporting = Task.CompletedTask;
    private Published? _published;
    private JournalPosition _end;
    private long _lastSequence;
    private JournalPosition _tallied;
    private IActorRef? _finishing;
    private bool _isOpen;
    private bool _isFollowing;
    private bool _isReporting;
    private bool _hasFailed;

    public AnalyticsActor(JournalFolder folder, TimeSpan naiveOffset, IActorRef journal, TimeProvider time, ILogger log)
    {
        (_journal, _time, _log) = (journal, time, log);
        _work = new AnalyticsWork(folder, naiveOffset, time, _stop.Token);

        Receive<JournalProtocol.JournalSnapshot>(journaled =>
        {
            Recorded(journaled.End, journaled.LastSequence);
            _isOpen = true;
            if (_early.Count > 0 || _finishing is not null)
                FollowOn();
            else
                Timers.StartSingleTimer(nameof(Follow), Follow.Instance, BeginAfter);
        });
        Receive<JournalProtocol.BlockCommitted>(block =>
        {
            Recorded(block.End, block.LastSequence);
            if (!_isFollowing && !Timers.IsTimerActive(nameof(Follow)))
                Timers.StartSingleTimer(nameof(Follow), Follow.Instance, FollowEvery);
        });
        Receive<Follow>(_ => FollowOn());
        Receive<Published>(Take);
        Receive<CaughtUp>(Take);
        Receive<FollowFailed>(failed => Take(failed.Reason));
        Receive<MakeReport>(Take);
        Receive<Reported>(reported =>
        {
            reported.Asker.Tell(reported.Answer);
            _isReporting = false;
            ReportNext();
        });
        Receive<GetFacts>(question => Answer(question, Sender));
        Receive<Saved>(saved => Finished(saved.Error));
        Receive<Finish>(_ =>
        {
            _finishing = Sender;
            FollowOn();
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private void Recorded(JournalPosition end, long sequence)
    {
        if (end > _end)
            (_end, _lastSequence) = (end, sequence);
    }

    /// <summary>Reads what came since, if it is not being done.</summary>
    private void FollowOn()
    {
        if (_isFollowing || !_isOpen)
            return;
        var self = Self; // the context is gone on the thread that works
        (_isFollowing, _tallied) = (true, _end);
        var work = _work.CatchUpAsync(_end, published => self.Tell(published));
        _following = work;
        work.PipeTo(Self, success: notSaved => new CaughtUp(notSaved), failure: reason => new FollowFailed(reason));
    }

    private void Take(CaughtUp caughtUp)
    {
        if (_hasFailed)
            AnalyticsLog.GoesOn(_log);
        (_isFollowing, _hasFailed) = (false, false);
        if (caughtUp.NotSaved is { } reason)
            AnalyticsLog.NotSaved(_log, reason);
        switch (_end > _tallied, _finishing is not null)
        {
            case (true, false):
                Timers.StartSingleTimer(nameof(Follow), Follow.Instance, FollowEvery);
                break;
            case (true, true):
                FollowOn();
                break;
            case (false, true):
                _work.SaveAsync().PipeTo(Self, success: error => new Saved(error), failure: failure => new Saved(failure.Message));
                break;
        }
    }

    private void Take(Exception reason)
    {
        if (!_hasFailed)
            AnalyticsLog.Failed(_log, reason.Message, TryAgainAfter);
        (_isFollowing, _hasFailed) = (false, true);
        Timers.StartSingleTimer(nameof(Follow), Follow.Instance, TryAgainAfter);
        foreach (var (_, asker) in _early)
            asker.Tell(new NodeProtocol.Refused($"the journal cannot be read: {reason.Message}"));
        _early.Clear();
        Finished(reason.Message);
    }

    private void Take(Published published)
    {
        _published = published;
        foreach (var (question, asker) in _early)
            Answer(question, asker);
        _early.Clear();
    }

    private void Take(MakeReport question)
    {
        if (question.Filter is null || question.Filter == EventFilter.Everything)
        {
            Answer(question, Sender);
        }
        else if (_waiting.Count == MostWaiting)
        {
            Sender.Tell(TooMany());
        }
        else
        {
            _waiting.Enqueue((question.Filter, Sender));
            ReportNext();
        }
    }

    /// <summary>Answers a question about all events, once there is anything to say.</summary>
    private void Answer(object question, IActorRef asker)
    {
        if (_published is { } published)
            asker.Tell(question is GetFacts
                ? published.Facts
                : new ReportMade(Reports.At(published.Report, _time.GetUtcNow()), published.Facts.LastSequence));
        else if (_early.Count == MostWaiting)
            asker.Tell(TooMany());
        else
        {
            _early.Add((question, asker));
            FollowOn();
        }
    }

    private void ReportNext()
    {
        if (_isReporting || !_waiting.TryDequeue(out var next))
            return;
        _isReporting = true;
        var work = _work.MakeAsync(next.Filter, _end, _lastSequence);
        _reporting = work;
        work.PipeTo(
            Self,
            success: made => new Reported(made, next.Asker),
            failure: reason => new Reported(new NodeProtocol.Refused($"the journal cannot be read: {reason.Message}"), next.Asker));
    }

    private void Finished(string? error)
    {
        _finishing?.Tell(new Finished(error));
        _finishing = null;
    }

    private static NodeProtocol.Refused TooMany() =>
        new($"{MostWaiting} reports are asked for already: ask again when they are made");

    protected override void PreStart()
    {
        // In this order no block is missed: it is in the snapshot, or it is published after the subscription.
        Context.System.EventStream.Subscribe(Self, typeof(JournalProtocol.BlockCommitted));
        _journal.Tell(JournalProtocol.GetJournalStatus.Instance, Self);
    }

    protected override void PostStop()
    {
        // What goes on in the background must not outlive this: the next incarnation, or node, works on the same files.
        _stop.Cancel();
        Task.WaitAny([Task.WhenAll(_following, _reporting)], EndsWithin);
        _work.Dispose();
    }
}

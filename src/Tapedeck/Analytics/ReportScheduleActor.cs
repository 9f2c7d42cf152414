using Microsoft.Extensions.Logging;
using Tapedeck.Client;
using Tapedeck.Configuration;
using Tapedeck.Journal;

namespace Tapedeck.Analytics;

/// <summary>
/// Has reports made by the clock: of all events at every interval, if there are new ones, and of each day behind its end, if it had
/// any; one at a time. Files are written on a thread that gives way to the capture. What fails is said in the status and tried again.
/// </summary>
internal sealed class ReportScheduleActor : ReceiveActor, IWithTimers
{
    private sealed record IntervalPassed
    {
        public static readonly IntervalPassed Instance = new();
    }

    private sealed record DayEnded
    {
        public static readonly DayEnded Instance = new();
    }

    private sealed record Retry
    {
        public static readonly Retry Instance = new();
    }

    private sealed record WorkFailed(Exception Reason);

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(2);

    private readonly ReportSettings _settings;
    private readonly IActorRef _journal;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ReportWork _work;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private DateTimeOffset? _nextInterval;
    private DateTimeOffset? _nextDay;
    private DateOnly? _lastDue;
    private DateOnly? _dueDay;
    private bool _isDue;
    private bool _isBusy;
    private bool _isPaused;
    private long _recorded;
    private long _reported;
    private string? _lastPath;
    private DateTimeOffset? _lastAt;
    private string? _error;

    public ReportScheduleActor(ReportSettings settings, IActorRef journal, IActorRef analytics, TimeProvider time, ILogger log)
    {
        (_settings, _journal, _time, _log) = (settings, journal, time, log);
        _work = new ReportWork(settings, analytics, _stop.Token);

        Receive<JournalProtocol.JournalSnapshot>(journaled => _recorded = Math.Max(_recorded, journaled.LastSequence));
        Receive<JournalProtocol.BlockCommitted>(block => _recorded = Math.Max(_recorded, block.LastSequence));
        Receive<IntervalPassed>(_ =>
        {
            _nextInterval = _time.GetUtcNow() + _settings.Interval;
            _isDue |= _recorded > _reported;
            Work();
        });
        Receive<DayEnded>(_ =>
        {
            AwaitDay();
            Work();
        });
        Receive<Retry>(_ =>
        {
            _isPaused = false;
            Work();
        });
        Receive<ReportDone>(Take);
        Receive<WorkFailed>(failed => Take(failed.Reason.Message));
        Receive<ReportScheduleProtocol.GetReportsStatus>(_ => Sender.Tell(new ReportsStatus(_lastPath, _lastAt, NextAt, _error)));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset? NextAt => _nextDay is null || _nextInterval < _nextDay ? _nextInterval : _nextDay;

    /// <summary>The day that ended last is due, once; and the clock is set to the next one's end.</summary>
    private void AwaitDay()
    {
        if (_settings.Daily is not { } daily)
            return;
        var now = _time.GetUtcNow();
        var day = ReportDays.LastDue(daily, now);
        (_dueDay, _lastDue) = (day == _lastDue ? _dueDay : day, day);
        _nextDay = ReportDays.NextAt(daily, now);
        Timers.StartSingleTimer(nameof(DayEnded), DayEnded.Instance, _nextDay.Value - now);
    }

    /// <summary>Begins the next report, if none is being made.</summary>
    private void Work()
    {
        if (_isBusy || _isPaused || !(_isDue || _dueDay is not null))
            return;
        _isBusy = true;
        var work = _dueDay is { } day ? _work.MakeAsync(day) : _work.MakeAsync();
        _running = work;
        work.PipeTo(Self, failure: reason => new WorkFailed(reason));
    }

    private void Take(ReportDone done)
    {
        if (_error is not null)
            ReportLog.GoesOn(_log);
        (_isBusy, _error) = (false, null);
        if (done.Day is null)
            (_isDue, _reported) = (false, done.Made!.LastSequence);
        else if (done.Day == _dueDay)
            _dueDay = null;
        if (done.Path is not null)
        {
            (_lastPath, _lastAt) = (done.Path, _time.GetUtcNow());
            ReportLog.Made(_log, done.Path, done.Made!.Report.TotalItems);
        }

        Work();
    }

    private void Take(string failure)
    {
        if (_error is null)
            ReportLog.Failed(_log, failure, TryAgainAfter);
        (_isBusy, _isPaused, _error) = (false, true, failure);
        Timers.StartSingleTimer(nameof(Retry), Retry.Instance, TryAgainAfter);
    }

    protected override void PreStart()
    {
        // In this order no block is missed: it is in the snapshot, or it is published after the subscription.
        Context.System.EventStream.Subscribe(Self, typeof(JournalProtocol.BlockCommitted));
        _journal.Tell(JournalProtocol.GetJournalStatus.Instance, Self);
        if (_settings.Interval > TimeSpan.Zero)
        {
            _nextInterval = _time.GetUtcNow() + _settings.Interval;
            Timers.StartPeriodicTimer(nameof(IntervalPassed), IntervalPassed.Instance, _settings.Interval);
        }

        AwaitDay();
        Work();
    }

    protected override void PostStop()
    {
        // Files that are being written get the time for it; an answer of the analytics is not waited for.
        _stop.Cancel();
        Task.WaitAny([_running], EndsWithin);
    }
}

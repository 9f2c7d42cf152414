using Microsoft.Extensions.Logging;
using Tapedeck.Client;
using static Tapedeck.Alerting.AlertProtocol;

namespace Tapedeck.Alerting;

/// <summary>
/// Looks from time to time whether anything is wrong. What begins or ends goes to the log, to <c>alerts.jsonl</c>, to the webhook and
/// into the status. A file that cannot be written is tried again; meanwhile the notices wait, at most a thousand.
/// </summary>
internal sealed class AlertActor : ReceiveActor, IWithTimers
{
    private sealed record Look
    {
        public static readonly Look Instance = new();
    }

    private sealed record Written(int Count, string? Error);

    private const int MostUnwritten = 1000;

    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    private readonly AlertSettings _settings;
    private readonly AlertProbe _probe;
    private readonly AlertFile _file;
    private readonly ILogger _log;
    private readonly AlertRules _rules;
    private readonly AlertEpisodes _episodes;
    private readonly List<AlertNotice> _unwritten = [];
    private readonly IActorRef? _webhook;
    private Task _writing = Task.CompletedTask;
    private WebhookActor.State _sent = new(0, 0, null);
    private bool _isLooking;
    private bool _isWriting;
    private long _dropped;
    private string? _error;

    public AlertActor(AlertSettings settings, AlertProbe probe, AlertFile file, TimeProvider time, ILogger log)
    {
        (_settings, _probe, _file, _log) = (settings, probe, file, log);
        (_rules, _episodes) = (new AlertRules(settings, time.GetUtcNow()), new AlertEpisodes(settings.Hold));
        _webhook = settings.Webhook is { } webhook
            ? Context.ActorOf(Props.Create(() => new WebhookActor(webhook, time, log)), "webhook")
            : null;

        Receive<Look>(_ =>
        {
            Write();
            if (_isLooking)
                return;
            _isLooking = true;
            _probe.MeasureAsync().PipeTo(Self);
        });
        Receive<AlertFacts>(Take);
        Receive<Written>(Take);
        Receive<WebhookActor.State>(sent => _sent = sent);
        Receive<GetAlertsStatus>(_ => Sender.Tell(Status()));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private void Take(AlertFacts facts)
    {
        _isLooking = false;
        foreach (var notice in _episodes.Check(_rules.Of(facts), facts.Untold, facts.At))
        {
            if (notice.State == AlertNotice.Raised)
                AlertsLog.Raised(_log, notice.Key, notice.Message);
            else
                AlertsLog.Resolved(_log, notice.Key, notice.Message);
            _unwritten.Add(notice);
            _webhook?.Tell(notice);
        }

        Write();
    }

    private void Write()
    {
        if (_isWriting || _unwritten.Count == 0)
            return;
        _isWriting = true;
        var notices = _unwritten.ToList();
        var writing = BackgroundThread.Run(() => Append(notices), BackgroundThread.Behind);
        _writing = writing;
        writing.PipeTo(Self);
    }

    private Written Append(List<AlertNotice> notices)
    {
        try
        {
            _file.Append(notices);
            return new Written(notices.Count, null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Written(0, failure.Message);
        }
    }

    private void Take(Written written)
    {
        _isWriting = false;
        _unwritten.RemoveRange(0, written.Count);
        if (written.Error is { } reason && _error is null)
            AlertsLog.NotWritten(_log, reason);
        _error = written.Error;
        if (_unwritten.Count > MostUnwritten)
        {
            _dropped += _unwritten.Count - MostUnwritten;
            _unwritten.RemoveRange(0, _unwritten.Count - MostUnwritten);
        }

        if (written.Error is null)
            Write();
    }

    private AlertsStatus Status() => new(
        [.. _episodes.Active.Select(notice => new ActiveAlert(notice.Rule, notice.Subject, notice.Since, notice.Message))],
        _error ?? _sent.Error, _unwritten.Count, _sent.Waiting, _dropped + _sent.GivenUp);

    protected override void PreStart()
    {
        try
        {
            foreach (var raised in _file.ReadActive())
                _episodes.GoOn(raised);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _error = failure.Message; // an episode of before may be noticed twice
        }

        Timers.StartPeriodicTimer(nameof(Look), Look.Instance, _settings.Interval);
    }

    protected override void PostStop() => Task.WaitAny([_writing], EndsWithin);
}

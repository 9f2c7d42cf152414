using Microsoft.Extensions.Logging;

namespace Tapedeck.Alerting;

/// <summary>
/// Sends notices one after another, each until it arrives or is refused, at most for an hour; beyond a thousand the oldest is given
/// up. Its parent is told how it stands.
/// </summary>
internal sealed class WebhookActor : ReceiveActor, IWithTimers
{
    private sealed record Retry
    {
        public static readonly Retry Instance = new();
    }

    /// <param name="Waiting">Notices that are not sent yet.</param>
    /// <param name="GivenUp">Notices that are not sent any more.</param>
    /// <param name="Error">Why the last attempt failed; null if it did not.</param>
    public sealed record State(int Waiting, long GivenUp, string? Error);

    private const int MostWaiting = 1000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SentFor = TimeSpan.FromHours(1);

    private readonly Webhook _webhook;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<AlertNotice> _waiting = [];
    private TimeSpan _pause = FirstPause;
    private bool _isSending;
    private long _givenUp;
    private string? _error;

    public WebhookActor(WebhookSettings settings, TimeProvider time, ILogger log)
    {
        (_webhook, _time, _log) = (new Webhook(settings, time), time, log);
        Receive<AlertNotice>(notice =>
        {
            _waiting.Enqueue(notice);
            if (_waiting.Count > MostWaiting && !_isSending)
                GiveUp($"{MostWaiting} others came behind it");
            Send();
        });
        Receive<WebhookAttempt>(Take);
        Receive<Retry>(_ => Send());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private void Send()
    {
        if (_isSending || Timers.IsTimerActive(nameof(Retry)) || !_waiting.TryPeek(out var notice))
            return;
        _isSending = true;
        _webhook.SendAsync(notice, _stop.Token).PipeTo(Self);
        TellParent();
    }

    private void Take(WebhookAttempt attempt)
    {
        _isSending = false;
        if (attempt.Error is null)
        {
            _waiting.Dequeue();
            _pause = FirstPause;
        }
        else if (attempt.IsDone || _time.GetUtcNow() - _waiting.Peek().At > SentFor)
        {
            GiveUp(attempt.Error);
        }
        else
        {
            if (_error is null)
                AlertsLog.NotSent(_log, attempt.Error, _pause);
            Timers.StartSingleTimer(nameof(Retry), Retry.Instance, _pause);
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }

        _error = attempt.Error;
        while (_waiting.Count > MostWaiting)
            GiveUp($"{MostWaiting} others came behind it");
        Send();
        TellParent();
    }

    private void GiveUp(string reason)
    {
        _givenUp++;
        AlertsLog.GivenUp(_log, _waiting.Dequeue().Id, reason);
    }

    private void TellParent() => Context.Parent.Tell(new State(_waiting.Count, _givenUp, _error));

    protected override void PostStop()
    {
        _stop.Cancel();
        _webhook.Dispose();
    }
}

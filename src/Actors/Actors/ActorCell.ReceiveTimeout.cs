namespace Tapedeck.Actors;

/// <summary>The receive time-out: one scheduled message, put off by every message that counts as activity.</summary>
internal sealed partial class ActorCell
{
    private TimeSpan? _receiveTimeout;
    private ICancelable? _pendingReceiveTimeout;

    public TimeSpan? ReceiveTimeout => _receiveTimeout;

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        _receiveTimeout = timeout;
        if (timeout is null) CancelReceiveTimeout();
    }

    private void CheckReceiveTimeout(bool reschedule)
    {
        if (_receiveTimeout is not { } timeout || _mailbox.IsClosed) return;
        if (!reschedule && _pendingReceiveTimeout is not null) return;
        CancelReceiveTimeout();
        _pendingReceiveTimeout =
            System.Scheduler.ScheduleTellOnceCancelable(timeout, Self, Actors.ReceiveTimeout.Instance, Self);
    }

    private void CancelReceiveTimeout()
    {
        _pendingReceiveTimeout?.Cancel();
        _pendingReceiveTimeout = null;
    }
}

namespace Tapedeck.Actors.TestKit;

/// <summary>
/// A scheduler whose time stands still until a test advances it. It is given to a system at its creation and found
/// again
/// as <c>(TestScheduler)Sys.Scheduler</c>. Only what is scheduled goes by this time; an Ask waits in real time.
/// </summary>
public sealed class TestScheduler : IScheduler
{
    private readonly Lock _lock = new();
    private readonly List<Scheduled> _scheduled = [];
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    /// <inheritdoc/>
    public DateTimeOffset Now
    {
        get
        {
            lock (_lock) return _now;
        }
    }

    /// <summary>The real time since the scheduler was made.</summary>
    public TimeSpan MonotonicClock => TimeProvider.System.GetElapsedTime(_started);

    /// <summary>
    /// Lets time pass and sends, in order of time, what falls due. Something repeated is sent once for each call, and
    /// then again one interval after the new time.
    /// </summary>
    public void Advance(TimeSpan offset)
    {
        List<Scheduled> due;
        lock (_lock)
        {
            _now += offset;
            due = _scheduled.Where(item => item.Due <= _now).OrderBy(item => item.Due).ToList();
            _scheduled.RemoveAll(due.Contains);
            foreach (var item in due)
                if (item.Interval is { } interval) _scheduled.Add(item with { Due = _now + interval });
            _scheduled.RemoveAll(item => item.IsCancelled);
        }

        foreach (var item in due)
            if (!item.IsCancelled) item.Receiver.Tell(item.Message, item.Sender);
    }

    /// <summary>Lets time pass until then.</summary>
    /// <exception cref="InvalidOperationException">That is in the past.</exception>
    public void AdvanceTo(DateTimeOffset when)
    {
        var now = Now;
        if (when < now) throw new InvalidOperationException($"Time cannot go back from {now} to {when}.");
        Advance(when - now);
    }

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(delay, null, receiver, message, sender, cancelable);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message,
        IActorRef? sender, ICancelable? cancelable) =>
        Add(initialDelay, interval, receiver, message, sender, cancelable);

    private void Add(TimeSpan delay, TimeSpan? interval, ICanTell receiver, object message, IActorRef? sender,
        ICancelable? cancelable)
    {
        lock (_lock) _scheduled.Add(new Scheduled(_now + delay, interval, receiver, message, sender, cancelable));
    }

    private sealed record Scheduled(DateTimeOffset Due, TimeSpan? Interval, ICanTell Receiver, object Message,
        IActorRef? Sender, ICancelable? Cancelable)
    {
        public bool IsCancelled => Cancelable is { IsCancellationRequested: true };
    }
}

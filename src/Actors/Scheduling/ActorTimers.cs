namespace Tapedeck.Actors;

/// <summary>
/// The timers of one instance of an actor. A tick is delivered only if it is of the timer that its key has now.
/// </summary>
internal sealed class ActorTimers(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, TimerMessage> _active = [];

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, interval, interval);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval)
    {
        var tick = Replace(key, msg, isRepeated: true);
        cell.System.Scheduler.ScheduleTellRepeatedly(
            initialDelay, interval, cell.Self, tick, ActorRefs.NoSender, tick.Schedule);
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout)
    {
        var tick = Replace(key, msg, isRepeated: false);
        cell.System.Scheduler.ScheduleTellOnce(timeout, cell.Self, tick, ActorRefs.NoSender, tick.Schedule);
    }

    public bool IsTimerActive(object key) => _active.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_active.Remove(key, out var tick)) tick.Schedule.Cancel();
    }

    public void CancelAll()
    {
        foreach (var tick in _active.Values) tick.Schedule.Cancel();
        _active.Clear();
    }

    /// <summary>True if this tick is to be delivered; that ends a timer that fires once.</summary>
    public bool IsDue(TimerMessage tick)
    {
        if (!_active.TryGetValue(tick.Key, out var active) || active != tick) return false;
        if (!tick.IsRepeated) _active.Remove(tick.Key);
        return true;
    }

    private TimerMessage Replace(object key, object message, bool isRepeated)
    {
        Cancel(key);
        return _active[key] = new TimerMessage(this, key, message, isRepeated, new Cancelable(cell.System.Scheduler));
    }
}

/// <summary>What a timer queues: the message, and which timer it is of.</summary>
internal sealed class TimerMessage(ActorTimers owner, object key, object message, bool isRepeated, ICancelable schedule)
    : IAutoReceivedMessage
{
    public object Key => key;

    public object Message => message;

    public bool IsRepeated => isRepeated;

    public ICancelable Schedule => schedule;

    public bool IsDue() => owner.IsDue(this);
}

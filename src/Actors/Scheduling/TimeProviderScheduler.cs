using System.Collections.Concurrent;

namespace Tapedeck.Actors;

/// <summary>
/// The scheduler of a running system: one timer of its <see cref="TimeProvider"/> for each thing scheduled.
/// </summary>
internal sealed class TimeProviderScheduler(TimeProvider time) : IScheduler, IDisposable
{
    private readonly ConcurrentDictionary<ScheduledTell, ScheduledTell> _pending = new();
    private readonly long _started = time.GetTimestamp();
    private volatile bool _disposed;

    public DateTimeOffset Now => time.GetUtcNow();

    public TimeSpan MonotonicClock => time.GetElapsedTime(_started);

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    public void ScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable)
    {
        var tell = new ScheduledTell(this, receiver, message, sender, cancelable, isRepeated: false);
        Start(tell, delay, Timeout.InfiniteTimeSpan);
    }

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message,
        IActorRef? sender, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        Start(new ScheduledTell(this, receiver, message, sender, cancelable, isRepeated: true), initialDelay, interval);
    }

    /// <summary>Ends everything scheduled.</summary>
    public void Dispose()
    {
        _disposed = true;
        foreach (var tell in _pending.Keys) tell.End();
    }

    private void Start(ScheduledTell tell, TimeSpan delay, TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (_disposed) throw new SchedulerException("The actor system has ended; nothing more can be scheduled.");
        _pending[tell] = tell;
        tell.Start(time, delay, interval);
        if (_disposed) tell.End();
    }

    /// <summary>One message to be sent later, once or again and again.</summary>
    private sealed class ScheduledTell(TimeProviderScheduler scheduler, ICanTell receiver, object message,
        IActorRef? sender, ICancelable? cancelable, bool isRepeated)
    {
        private ITimer? _timer;
        private CancellationTokenRegistration _cancellation;

        public void Start(TimeProvider time, TimeSpan delay, TimeSpan interval)
        {
            using (ExecutionContext.SuppressFlow())
            {
                var never = Timeout.InfiniteTimeSpan;
                _timer = time.CreateTimer(static state => ((ScheduledTell)state!).Fire(), this, never, never);
            }

            if (cancelable is not null)
                _cancellation = cancelable.Token.UnsafeRegister(static state => ((ScheduledTell)state!).End(), this);
            if (scheduler._pending.ContainsKey(this)) _timer.Change(delay, interval);
        }

        public void End()
        {
            scheduler._pending.TryRemove(this, out _);
            _timer?.Dispose();
        }

        private void Fire()
        {
            if (cancelable is { IsCancellationRequested: true }) return;
            if (!isRepeated)
            {
                End();
                _cancellation.Dispose();
            }

            receiver.Tell(message, sender);
        }
    }
}

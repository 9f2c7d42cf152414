namespace Tapedeck.Actors;

#pragma warning disable CA1001 // The timer is disposed when the task completes.
/// <summary>
/// The sender of an Ask: takes one reply and completes the asker's task with it, on the asker's side.
/// </summary>
internal sealed class PromiseActorRef<T>(ActorSystem system)
    : TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously), IInternalActorRef
{
    private ActorPath? _path;
    private Timer? _timer;
    private CancellationTokenRegistration _cancellation;

    public ActorSystem System => system;

    public bool IsTerminated => Task.IsCompleted;

    /// <summary>A path under <c>/temp</c>, made only if somebody looks.</summary>
    public ActorPath Path => _path ?? Interlocked.CompareExchange(ref _path, system.NextTempPath(), null) ?? _path;

    public void TimeOutAfter(TimeSpan limit)
    {
        using (ExecutionContext.SuppressFlow())
        {
            _timer = new Timer(
                static state => ((PromiseActorRef<T>)state!).TimeOut(), this, Timeout.Infinite, Timeout.Infinite);
        }

        Limit = limit;
        _timer.Change(limit, Timeout.InfiniteTimeSpan);
    }

    public void CancelWith(CancellationToken token) => _cancellation = token.UnsafeRegister(
        static (state, cancelled) => ((PromiseActorRef<T>)state!).TrySetCanceled(cancelled), this);

    public void Tell(object message, IActorRef? sender)
    {
        if (message is null) throw new InvalidMessageException("Message is null");
        var taken = message switch
        {
            Status.Failure failure when typeof(T) != typeof(Status.Failure) => TrySetException(failure.Cause),
            T reply => TrySetResult(reply),
            _ => TrySetException(new ArgumentException(
                $"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")),
        };
        if (taken) Release();
        else system.DeadLetters.Tell(new DeadLetter(message, sender ?? system.DeadLetters, this), sender);
    }

    public void SendSystem(SystemMessage message)
    {
        if (message is Watch watch)
            watch.Watcher.SendSystem(new DeathWatchNotification(this, existenceConfirmed: false));
    }

    public bool Equals(IActorRef? other) => ReferenceEquals(this, other);

    public int CompareTo(IActorRef? other) => Path.CompareTo(other?.Path);

    public override string ToString() => $"[{Path}]";

    private TimeSpan Limit { get; set; }

    private void TimeOut()
    {
        if (TrySetException(new AskTimeoutException($"Timeout after {Limit.TotalSeconds:F2} seconds"))) Release();
    }

    private void Release()
    {
        _timer?.Dispose();
        _cancellation.Unregister();
    }
}

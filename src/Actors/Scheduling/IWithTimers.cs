namespace Tapedeck.Actors;

/// <summary>An actor with timers. The runtime sets them before the constructor of the actor's class runs.</summary>
public interface IWithTimers
{
    /// <summary>The timers.</summary>
    ITimerScheduler Timers { get; set; }
}

/// <summary>
/// The timers of one instance of an actor, by key. A timer that was cancelled or replaced sends nothing more, not even
/// a message that is queued already; a restart or the end of the actor cancels all.
/// </summary>
public interface ITimerScheduler
{
    /// <summary>Sends the actor a message at every interval; it replaces the timer of that key.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    /// <summary>Sends the actor a message after a first delay and then at every interval.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    /// <summary>Sends the actor a message once; it replaces the timer of that key.</summary>
    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    /// <summary>True for a timer that will still send something.</summary>
    bool IsTimerActive(object key);

    /// <summary>Ends the timer of that key, if there is one.</summary>
    void Cancel(object key);

    /// <summary>Ends all timers.</summary>
    void CancelAll();
}

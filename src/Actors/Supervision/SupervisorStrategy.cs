namespace Tapedeck.Actors;

/// <summary>How an actor answers the failures of its children.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>
    /// Stops a child that could not be started, was killed or broke a death pact; restarts it after anything else.
    /// </summary>
    public static readonly IDecider DefaultDecider = new LocalOnlyDecider(cause =>
        cause is ActorInitializationException or ActorKilledException or DeathPactException
            ? Directive.Stop
            : Directive.Restart);

    /// <summary>Each child by itself, by the <see cref="DefaultDecider"/>, without a limit.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>Each child by itself: stopped.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(_ => Directive.Stop);

    private readonly bool _loggingEnabled;

    private protected SupervisorStrategy(
        int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled)
    {
        MaxNumberOfRetries = maxNrOfRetries;
        WithinTimeRangeMilliseconds = withinTimeMilliseconds;
        Decider = decider;
        _loggingEnabled = loggingEnabled;
    }

    /// <summary>How many restarts a child may have within the time range; -1: any number. One more stops it.</summary>
    public int MaxNumberOfRetries { get; }

    /// <summary>The time range of <see cref="MaxNumberOfRetries"/> in milliseconds; -1: for ever.</summary>
    public int WithinTimeRangeMilliseconds { get; }

    /// <summary>Chooses the directive.</summary>
    public IDecider Decider { get; }

    /// <summary>Carries a restart or stop out.</summary>
    private protected abstract void Process(
        ActorCell cell, bool restart, ChildRestartStats failed, Exception cause,
        IReadOnlyList<ChildRestartStats> children);

    private protected static void Restart(ChildRestartStats child, Exception cause, bool suspendFirst)
    {
        if (suspendFirst) child.Child.SendSystem(new Suspend());
        child.Child.SendSystem(new Recreate(cause));
    }

    private protected bool MayRestart(ActorCell cell, ChildRestartStats child) => child.RequestRestartPermission(
        MaxNumberOfRetries, WithinTimeRangeMilliseconds, cell.System.Scheduler.MonotonicClock);

    /// <summary>Answers a failure; false if it is to be escalated.</summary>
    internal bool HandleFailure(
        ActorCell cell, ChildRestartStats failed, Exception cause, IReadOnlyList<ChildRestartStats> children)
    {
        var directive = Decider.Decide(cause);
        if (_loggingEnabled) Publish(cell, failed.Child, cause, directive);
        switch (directive)
        {
            case Directive.Resume:
                failed.Child.SendSystem(new Resume(cause));
                return true;
            case Directive.Restart:
            case Directive.Stop:
                Process(cell, directive is Directive.Restart, failed, cause, children);
                return true;
            default:
                return false;
        }
    }

    private void Publish(ActorCell cell, LocalActorRef child, Exception cause, Directive directive)
    {
        if (directive is Directive.Escalate) return;
        var message = ((cause as ActorInitializationException)?.InnerException ?? cause).Message;
        var source = child.Path.ToString();
        cell.System.EventStream.Publish(directive is Directive.Resume
            ? new Warning(cause, source, GetType(), message)
            : new Error(cause, source, GetType(), message));
    }
}

namespace Tapedeck.Actors;

/// <summary>Treats each child by itself: only the one that failed is resumed, restarted or stopped.</summary>
public sealed class OneForOneStrategy : SupervisorStrategy
{
    /// <summary>A limit of restarts within a time range; null for no limit.</summary>
    public OneForOneStrategy(
        int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries, withinTimeRange, new LocalOnlyDecider(localOnlyDecider)) { }

    /// <summary>A limit of restarts within a time range; null for no limit.</summary>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, (int)(withinTimeRange ?? Timeout.InfiniteTimeSpan).TotalMilliseconds, decider) { }

    /// <summary>A limit of restarts within a time range; -1 for no limit.</summary>
    public OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds,
        Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, new LocalOnlyDecider(localOnlyDecider), loggingEnabled) { }

    /// <summary>A limit of restarts within a time range; -1 for no limit.</summary>
    /// <param name="maxNrOfRetries">Restarts allowed; -1: any number, 0: none.</param>
    /// <param name="withinTimeMilliseconds">The time range in milliseconds; -1: for ever.</param>
    /// <param name="decider">Chooses the directive.</param>
    /// <param name="loggingEnabled">Whether failures are published as <see cref="Error"/> and <see
    /// cref="Warning"/>.</param>
    public OneForOneStrategy(
        int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
        : base(maxNrOfRetries, withinTimeMilliseconds, decider, loggingEnabled) { }

    /// <summary>No limit.</summary>
    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(new LocalOnlyDecider(localOnlyDecider)) { }

    /// <summary>No limit.</summary>
    public OneForOneStrategy(IDecider decider) : this(-1, -1, decider) { }

    /// <summary>The same with another limit.</summary>
    public OneForOneStrategy WithMaxNrOfRetries(int maxNrOfRetries) =>
        new(maxNrOfRetries, WithinTimeRangeMilliseconds, Decider);

    private protected override void Process(
        ActorCell cell, bool restart, ChildRestartStats failed, Exception cause,
        IReadOnlyList<ChildRestartStats> children)
    {
        if (restart && MayRestart(cell, failed)) Restart(failed, cause, suspendFirst: false);
        else cell.Stop(failed.Child);
    }
}

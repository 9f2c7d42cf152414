namespace Tapedeck.Actors;

/// <summary>Treats the children as one: when one fails, all are restarted or stopped.</summary>
public sealed class AllForOneStrategy : SupervisorStrategy
{
    /// <summary>A limit of restarts within a time range; null for no limit.</summary>
    public AllForOneStrategy(
        int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, (int)(withinTimeRange ?? Timeout.InfiniteTimeSpan).TotalMilliseconds,
            localOnlyDecider) { }

    /// <summary>A limit of restarts within a time range; -1 for no limit.</summary>
    /// <param name="maxNrOfRetries">Restarts allowed; -1: any number, 0: none.</param>
    /// <param name="withinTimeMilliseconds">The time range in milliseconds; -1: for ever.</param>
    /// <param name="localOnlyDecider">Chooses the directive.</param>
    /// <param name="loggingEnabled">Whether failures are published as <see cref="Error"/> and <see
    /// cref="Warning"/>.</param>
    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds,
        Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : base(maxNrOfRetries, withinTimeMilliseconds, new LocalOnlyDecider(localOnlyDecider), loggingEnabled) { }

    /// <summary>No limit.</summary>
    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider) : this(-1, -1, localOnlyDecider) { }

    private protected override void Process(
        ActorCell cell, bool restart, ChildRestartStats failed, Exception cause,
        IReadOnlyList<ChildRestartStats> children)
    {
        if (restart && children.All(child => MayRestart(cell, child)))
        {
            foreach (var child in children) Restart(child, cause, suspendFirst: child != failed);
        }
        else
        {
            foreach (var child in children) cell.Stop(child.Child);
        }
    }
}

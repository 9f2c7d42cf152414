namespace Tapedeck.Actors;

/// <summary>
/// A router with a fixed number of like children; each message goes to the next one. A child that fails is by default
/// treated as any child is: <see cref="Actors.SupervisorStrategy.DefaultStrategy"/>.
/// </summary>
public sealed class RoundRobinPool
{
    /// <summary>A pool of this many actors.</summary>
    public RoundRobinPool(int nrOfInstances)
        : this(nrOfInstances, Actors.SupervisorStrategy.DefaultStrategy) { }

    private RoundRobinPool(int nrOfInstances, SupervisorStrategy strategy)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nrOfInstances);
        NrOfInstances = nrOfInstances;
        SupervisorStrategy = strategy;
    }

    /// <summary>How many actors share the work.</summary>
    public int NrOfInstances { get; }

    /// <summary>How failures of the pool's actors are answered.</summary>
    public SupervisorStrategy SupervisorStrategy { get; }

    /// <summary>The same pool under another strategy.</summary>
    public RoundRobinPool WithSupervisorStrategy(SupervisorStrategy strategy) => new(NrOfInstances, strategy);

    /// <summary>The props of the pool over actors of these props.</summary>
    public Props Props(Props routeeProps) => routeeProps.WithRouter(this);
}

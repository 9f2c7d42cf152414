namespace Tapedeck.Actors;

/// <summary>The phases, in their order, and how long each may take.</summary>
public sealed partial class CoordinatedShutdown
{
    /// <summary>The first phase.</summary>
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";

    /// <summary>Stop taking in.</summary>
    public const string PhaseServiceUnbind = "service-unbind";

    /// <summary>Wait for what is in flight.</summary>
    public const string PhaseServiceRequestsDone = "service-requests-done";

    /// <summary>Stop the services.</summary>
    public const string PhaseServiceStop = "service-stop";

    /// <summary>Before the node leaves its cluster.</summary>
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";

    /// <summary>Hand shards over.</summary>
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";

    /// <summary>Leave the cluster.</summary>
    public const string PhaseClusterLeave = "cluster-leave";

    /// <summary>The node is leaving.</summary>
    public const string PhaseClusterExiting = "cluster-exiting";

    /// <summary>The node has left.</summary>
    public const string PhaseClusterExitingDone = "cluster-exiting-done";

    /// <summary>Stop the cluster's own actors.</summary>
    public const string PhaseClusterShutdown = "cluster-shutdown";

    /// <summary>The last chance of a task that needs actors.</summary>
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";

    /// <summary>Stop all actors.</summary>
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WorkTimeout = TimeSpan.FromMinutes(10);

    private static ShutdownPhase[] NewPhases() =>
    [
        new(PhaseBeforeServiceUnbind, UsualTimeout),
        new(PhaseServiceUnbind, UsualTimeout),
        new(PhaseServiceRequestsDone, WorkTimeout),
        new(PhaseServiceStop, UsualTimeout),
        new(PhaseBeforeClusterShutdown, UsualTimeout),
        new(PhaseClusterShardingShutdownRegion, LongTimeout),
        new(PhaseClusterLeave, UsualTimeout),
        new(PhaseClusterExiting, LongTimeout),
        new(PhaseClusterExitingDone, UsualTimeout),
        new(PhaseClusterShutdown, UsualTimeout),
        new(PhaseBeforeActorSystemTerminate, UsualTimeout),
        new(PhaseActorSystemTerminate, LongTimeout),
    ];
}

namespace Tapedeck.Actors;

/// <summary>
/// The ordered end of a system: phases one after the other, the tasks of a phase side by side. The last phase stops all
/// actors. It runs once, by <see cref="Run"/>, by <see cref="ActorSystem.Terminate"/> or when the process exits.
/// </summary>
public sealed class CoordinatedShutdown
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

    private readonly ActorSystem _system;
    private readonly ShutdownPhase[] _phases =
    [
        new(PhaseBeforeServiceUnbind, UsualTimeout),
        new(PhaseServiceUnbind, UsualTimeout),
        new(PhaseServiceRequestsDone, UsualTimeout),
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

    private readonly TaskCompletionSource<Done> _run = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Reason? _reason;

    internal CoordinatedShutdown(ActorSystem system)
    {
        _system = system;
        AddTask(PhaseActorSystemTerminate, "terminate-system", async () =>
        {
            await system.TerminateNow().ConfigureAwait(false);
            return Done.Instance;
        });
        AppDomain.CurrentDomain.ProcessExit += RunAtExit;
        system.WhenTerminated.ContinueWith(
            _ => AppDomain.CurrentDomain.ProcessExit -= RunAtExit, TaskScheduler.Default);
    }

    /// <summary>Why the shutdown runs; null before it does.</summary>
    public Reason? ShutdownReason => _reason;

    /// <summary>The longest the phases that have tasks may take, together.</summary>
    public TimeSpan TotalTimeout =>
        _phases.Where(phase => phase.HasTasks).Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Timeout);

    /// <summary>The shutdown of a system.</summary>
    public static CoordinatedShutdown Get(ActorSystem sys) => sys.CoordinatedShutdown;

    /// <summary>Adds a task to a phase that has not begun.</summary>
    /// <param name="phase">One of the phases of this class.</param>
    /// <param name="taskName">Names the task when it fails.</param>
    /// <param name="task">Starts the work.</param>
    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task) => Find(phase).Add(taskName, task);

    /// <summary>How long a phase may take.</summary>
    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public TimeSpan Timeout(string phase) => Find(phase).Timeout;

    /// <summary>Runs the phases, once; later calls get the same task.</summary>
    /// <param name="reason">Why; the first reason stays.</param>
    /// <param name="fromPhase">The phase to begin with; null for the first.</param>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var first = fromPhase is null ? _phases[0] : Find(fromPhase);
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null) _ = RunFromAsync(first);
        return _run.Task;
    }

    private async Task RunFromAsync(ShutdownPhase first)
    {
        foreach (var phase in _phases.SkipWhile(phase => phase != first)) await phase.RunAsync(_system).ConfigureAwait(false);
        _run.SetResult(Done.Instance);
    }

    private void RunAtExit(object? sender, EventArgs e) => Run(ClrExitReason.Instance).Wait(TotalTimeout);

    private ShutdownPhase Find(string phase) =>
        Array.Find(_phases, known => known.Name == phase) ?? throw new ConfigurationException(
            $"Unknown phase [{phase}], known phases [{string.Join(",", _phases.Select(known => known.Name))}].");

    /// <summary>Why a system shuts down; a program may have reasons of its own.</summary>
    public abstract class Reason
    {
        /// <summary>For derived reasons.</summary>
        protected Reason() { }

        /// <summary>What the process should exit with.</summary>
        public abstract int ExitCode { get; }
    }

    /// <summary>No reason was given.</summary>
    public sealed class UnknownReason : Reason
    {
        private UnknownReason() { }

        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new UnknownReason();

        /// <inheritdoc/>
        public override int ExitCode => 1;
    }

    /// <summary>The system's <c>Terminate</c> was called.</summary>
    public sealed class ActorSystemTerminateReason : Reason
    {
        private ActorSystemTerminateReason() { }

        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        /// <inheritdoc/>
        public override int ExitCode => 0;
    }

    /// <summary>The process exits.</summary>
    public sealed class ClrExitReason : Reason
    {
        private ClrExitReason() { }

        /// <summary>The reason.</summary>
        public static readonly Reason Instance = new ClrExitReason();

        /// <inheritdoc/>
        public override int ExitCode => 0;
    }
}

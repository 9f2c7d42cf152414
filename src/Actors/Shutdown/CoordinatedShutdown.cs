namespace Tapedeck.Actors;

/// <summary>
/// The ordered end of a system: phases one after the other, the tasks of a phase side by side. The last phase stops all
/// actors. It runs once, by <see cref="Run"/>, by <see cref="ActorSystem.Terminate"/> or when the process exits.
/// </summary>
public sealed partial class CoordinatedShutdown
{
    private readonly ActorSystem _system;
    private readonly ShutdownPhase[] _phases = NewPhases();
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
        foreach (var phase in _phases.SkipWhile(phase => phase != first))
            await phase.RunAsync(_system).ConfigureAwait(false);
        _run.SetResult(Done.Instance);
    }

    private void RunAtExit(object? sender, EventArgs e) => Run(ClrExitReason.Instance).Wait(TotalTimeout);

    private ShutdownPhase Find(string phase) =>
        Array.Find(_phases, known => known.Name == phase) ?? throw new ConfigurationException(
            $"Unknown phase [{phase}], known phases [{string.Join(",", _phases.Select(known => known.Name))}].");
}

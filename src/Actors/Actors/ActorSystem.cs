namespace Tapedeck.Actors;

/// <summary>A tree of actors with its guardians, event stream, scheduler and dead letters.</summary>
public sealed class ActorSystem : IActorRefFactory, IDisposable
{
    private static long _uid;

    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LocalActorRef _userGuardian;
    private readonly LocalActorRef _systemGuardian;
    private readonly Lazy<CoordinatedShutdown> _coordinatedShutdown;
    private long _tempNames;

    private ActorSystem(string name, IScheduler scheduler)
    {
        if (!ActorPath.IsValidPathElement(name))
            throw new ArgumentException($"Invalid ActorSystem name [{name}].", nameof(name));
        Name = name;
        Scheduler = scheduler;
        var root = ActorPath.Root(name);
        EventStream = new EventStream();
        DeadLetters = new DeadLetterActorRef(this, root / "deadLetters");
        _coordinatedShutdown = new Lazy<CoordinatedShutdown>(() => new CoordinatedShutdown(this));
        RootGuardian = new ActorCell(
            this, Props.Create<OutlivingGuardian>(), root, new AboveTheRoot(this, root / "above", End)).Self;
        RootGuardian.Start();
        _userGuardian = RootGuardian.Cell.NewChild(Props.Create<UserGuardian>(), "user").Self;
        _systemGuardian = RootGuardian.Cell.NewChild(Props.Create<OutlivingGuardian>(), "system").Self;
        _systemGuardian.Tell(new OutlivingGuardian.WatchBeforeEnding(_userGuardian), ActorRefs.NoSender);
        RootGuardian.Tell(new OutlivingGuardian.WatchBeforeEnding(_systemGuardian), ActorRefs.NoSender);
    }

    /// <summary>The name in every path of the system.</summary>
    public string Name { get; }

    /// <summary>Where anything may be published, and dead letters and failures are.</summary>
    public EventStream EventStream { get; }

    /// <summary>Where messages end that found no actor; each is published as a <see cref="DeadLetter"/>.</summary>
    public IActorRef DeadLetters { get; }

    /// <summary>Sends messages later.</summary>
    public IScheduler Scheduler { get; }

    /// <summary>Completes when every actor of the system has ended.</summary>
    public Task WhenTerminated => _terminated.Task;

    internal LocalActorRef RootGuardian { get; }

    internal CoordinatedShutdown CoordinatedShutdown => _coordinatedShutdown.Value;

    /// <summary>Starts a system on the clock of the machine.</summary>
    /// <exception cref="ArgumentException">The name cannot stand in a path.</exception>
    public static ActorSystem Create(string name) => Create(name, TimeProvider.System);

    /// <summary>Starts a system whose scheduler runs on the given clock.</summary>
    public static ActorSystem Create(string name, TimeProvider timeProvider) =>
        Create(name, new TimeProviderScheduler(timeProvider));

    /// <summary>Starts a system on a scheduler of its own, such as one whose time a test advances.</summary>
    public static ActorSystem Create(string name, IScheduler scheduler) => new(name, scheduler);

    /// <inheritdoc/>
    public IActorRef ActorOf(Props props, string? name = null) => _userGuardian.Cell.ActorOf(props, name);

    /// <inheritdoc/>
    public ActorSelection ActorSelection(string actorPath) =>
        Actors.ActorSelection.Parse(_userGuardian, this, actorPath);

    /// <inheritdoc/>
    public ActorSelection ActorSelection(ActorPath actorPath)
    {
        ArgumentNullException.ThrowIfNull(actorPath);
        return ActorSelection(actorPath.ToString());
    }

    /// <inheritdoc/>
    public void Stop(IActorRef actor)
    {
        var target = actor is IActorRefWrapper wrapper ? wrapper.Target : actor;
        ((IInternalActorRef)target).SendSystem(new Terminate());
    }

    /// <summary>Runs the <see cref="Actors.CoordinatedShutdown"/>, whose last phase stops all actors.</summary>
    /// <returns>Completes when all phases are done.</returns>
    public Task Terminate() => CoordinatedShutdown.Run(Actors.CoordinatedShutdown.ActorSystemTerminateReason.Instance);

    /// <summary>Terminates the system and waits for its end.</summary>
    public void Dispose() => Terminate().Wait();

    internal static long NextUid() => Interlocked.Increment(ref _uid);

    /// <summary>Stops all actors without the phases of the coordinated shutdown.</summary>
    internal Task TerminateNow()
    {
        _userGuardian.SendSystem(new Terminate());
        return WhenTerminated;
    }

    /// <summary>Makes an actor under <c>/system</c>, which ends after those of <c>/user</c>.</summary>
    internal IActorRef SystemActorOf(Props props, string name) => _systemGuardian.Cell.ActorOf(props, name);

    internal ActorPath NextTempPath() =>
        RootGuardian.Path / "temp" / ("$" + Interlocked.Increment(ref _tempNames).ToString(null, null));

    internal IActorRef NoActorAt(ActorPath path) => new DeadLetterActorRef(this, path);

    private void End()
    {
        (Scheduler as IDisposable)?.Dispose();
        _terminated.TrySetResult();
    }
}

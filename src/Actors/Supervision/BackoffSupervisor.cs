namespace Tapedeck.Actors;

/// <summary>
/// A supervisor that starts its one child again only after a delay, and a longer one each time. Other messages it
/// passes
/// on to the child; those from the child go to its own parent.
/// </summary>
public abstract class BackoffSupervisor : UntypedActor
{
    private readonly BackoffOptions _options;
    private bool _finalStopMessageReceived;

    private protected BackoffSupervisor(BackoffOptions options) => _options = options;

    private protected IActorRef? CurrentChildRef { get; set; }

    private protected int Restarts { get; set; }

    private protected BackoffOptions Options => _options;

    private protected bool IsFinalStop => _finalStopMessageReceived;

    /// <summary>The props of the supervisor these options describe.</summary>
    /// <exception cref="ArgumentException">The delays or the random factor make no sense.</exception>
    public static Props Props(BackoffOptions options) => options.ToProps();

    /// <inheritdoc/>
    protected override void PreStart() => StartTheChild();

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Terminated terminated when terminated.ActorRef.Equals(CurrentChildRef):
                CurrentChildRef = null;
                ChildTerminated();
                break;
            case StartChild:
                StartTheChild();
                if (_options.ResetBackoff is { } reset) TellSelfAfter(reset, new ResetRestartCount(Restarts));
                break;
            case Reset when _options.ResetBackoff is null: Restarts = 0; break;
            case Reset: Unhandled(message); break;
            case ResetRestartCount count when count.Current == Restarts: Restarts = 0; break;
            case ResetRestartCount: break;
            case GetRestartCount: Sender.Tell(new RestartCount(Restarts)); break;
            case GetCurrentChild: Sender.Tell(new CurrentChild(CurrentChildRef)); break;
            default: PassOn(message); break;
        }
    }

    private protected abstract void ChildTerminated();

    private protected void StartAfterDelay()
    {
        TellSelfAfter(_options.Delay(Restarts, Random.Shared.NextDouble()), StartChild.Instance);
        Restarts++;
    }

    private protected void TellSelfAfter(TimeSpan delay, object message) =>
        Context.System.Scheduler.ScheduleTellOnce(delay, Self, message, Self);

    private void StartTheChild() =>
        CurrentChildRef ??= Context.Watch(Context.ActorOf(_options.ChildProps, _options.ChildName));

    private void PassOn(object message)
    {
        var isFinal = _options.IsFinalStopMessage is { } finalStop && finalStop(message);
        if (CurrentChildRef is { } child)
        {
            if (child.Equals(Sender))
            {
                Context.Parent.Tell(message);
                return;
            }

            child.Forward(message);
            _finalStopMessageReceived |= isFinal;
            return;
        }

        if (_options.ReplyWhileStopped is { } reply) Sender.Tell(reply);
        else Context.System.DeadLetters.Forward(message);
        if (isFinal) Context.Stop(Self);
    }

    /// <summary>Asks for the child; answered by <see cref="CurrentChild"/>.</summary>
    public sealed class GetCurrentChild
    {
        private GetCurrentChild() { }

        /// <summary>The message.</summary>
        public static readonly GetCurrentChild Instance = new();
    }

    /// <summary>The answer to <see cref="GetCurrentChild"/>.</summary>
    public sealed class CurrentChild(IActorRef? @ref)
    {
        /// <summary>The child; null while it is down.</summary>
        public IActorRef? Ref { get; } = @ref;
    }

    /// <summary>Sets the restart count to 0, where that is not automatic.</summary>
    public sealed class Reset
    {
        private Reset() { }

        /// <summary>The message.</summary>
        public static readonly Reset Instance = new();
    }

    /// <summary>Asks for the restart count; answered by <see cref="RestartCount"/>.</summary>
    public sealed class GetRestartCount
    {
        private GetRestartCount() { }

        /// <summary>The message.</summary>
        public static readonly GetRestartCount Instance = new();
    }

    /// <summary>The answer to <see cref="GetRestartCount"/>.</summary>
    public sealed class RestartCount(int count)
    {
        /// <summary>Restarts since the start or the last reset.</summary>
        public int Count { get; } = count;
    }

    private sealed class StartChild : IDeadLetterSuppression
    {
        public static readonly StartChild Instance = new();
    }

    private sealed class ResetRestartCount(int current) : IDeadLetterSuppression
    {
        public int Current { get; } = current;
    }
}

/// <summary>Starts the child again after it ended.</summary>
internal sealed class BackoffOnStopSupervisor(BackoffOptions options) : BackoffSupervisor(options)
{
    protected override SupervisorStrategy SupervisorStrategy() => Options.Strategy;

    private protected override void ChildTerminated()
    {
        var limit = Options.Strategy.MaxNumberOfRetries;
        if (IsFinalStop || (limit != -1 && Restarts + 1 > limit)) Context.Stop(Self);
        else StartAfterDelay();
    }
}

/// <summary>
/// Stops the child that failed and starts it again; a child that ends by itself ends the supervisor too.
/// </summary>
internal sealed class BackoffOnFailureSupervisor(BackoffOptions options) : BackoffSupervisor(options)
{
    private bool _restarting;

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        Options.Strategy.MaxNumberOfRetries, Options.Strategy.WithinTimeRangeMilliseconds, Decide);

    private protected override void ChildTerminated()
    {
        if (_restarting) StartAfterDelay();
        else Context.Stop(Self);
        _restarting = false;
    }

    private Directive Decide(Exception cause)
    {
        var directive = Options.Strategy.Decider.Decide(cause);
        if (directive is not Directive.Restart) return directive;

        var limit = Options.Strategy.MaxNumberOfRetries;
        _restarting = limit < 0 || Restarts + 1 <= limit;
        if (!_restarting) Context.Stop(Self);
        return Directive.Stop;
    }
}

namespace Tapedeck.Actors;

/// <summary>
/// One actor as the runtime holds it, through all its incarnations: the instance, its behaviours and the message at
/// hand. The other parts: children, death watch, faults, receive time-out, asynchronous handlers.
/// </summary>
internal sealed partial class ActorCell : IUntypedActorContext
{
    /// <summary>The cell whose code runs on this thread.</summary>
    [ThreadStatic]
    public static ActorCell? Current;

    private readonly Mailbox _mailbox;
    private ActorBase? _actor;
    private Receive _behavior = NoBehavior;
    private Stack<Receive>? _behaviorsBelow;
    private ActorStash? _stash;

    public ActorCell(ActorSystem system, Props props, ActorPath path, IInternalActorRef parent)
    {
        System = system;
        Props = props.Router is null ? props : props.ForRouter();
        Parent = parent;
        _mailbox = new Mailbox(this, Dispatchers.For(Props.Dispatcher, path));
        Self = props.Router is null ? new LocalActorRef(this, path) : new RoutedActorRef(this, path, props);
    }

    public ActorSystem System { get; }

    public Props Props { get; }

    public LocalActorRef Self { get; }

    public IInternalActorRef Parent { get; }

    public Mailbox Mailbox => _mailbox;

    public bool IsTerminated => _mailbox.IsClosed;

    /// <summary>The message now being handled; after a failure, the one that failed.</summary>
    public object? CurrentMessage { get; private set; }

    /// <summary>Counts the user messages handled, so that a message is stashed only once.</summary>
    public long Handled { get; private set; }

    public IActorRef? CurrentSender { get; private set; }

    public IActorRef Sender => CurrentSender ?? System.DeadLetters;

    public ActorStash Stash => _stash ??= new ActorStash(this);

    IActorRef IActorContext.Self => Self;

    IActorRef IActorContext.Parent => Parent;

    private static bool NoBehavior(object message) => false;

    public void Become(Receive receive) => _behavior = receive;

    public void BecomeStacked(Receive receive)
    {
        (_behaviorsBelow ??= new Stack<Receive>()).Push(_behavior);
        _behavior = receive;
    }

    public void UnbecomeStacked()
    {
        if (_behaviorsBelow is { Count: > 0 }) _behavior = _behaviorsBelow.Pop();
    }

    void IUntypedActorContext.Become(UntypedReceive receive) => Become(message =>
    {
        receive(message);
        return true;
    });

    void IUntypedActorContext.BecomeStacked(UntypedReceive receive) => BecomeStacked(message =>
    {
        receive(message);
        return true;
    });

    public ActorSelection ActorSelection(string actorPath) => Actors.ActorSelection.Parse(Self, System, actorPath);

    public ActorSelection ActorSelection(ActorPath actorPath) => System.ActorSelection(actorPath);

    private ActorBase NewActor()
    {
        _behaviorsBelow = null;
        _behavior = NoBehavior;
        var actor = Props.NewActor();
        actor.StrategyFromProps = Props.SupervisorStrategy;
        if (actor is IWithStash stashing) stashing.Stash = Stash;
        return actor;
    }

    private void ClearActor()
    {
        var actor = _actor;
        _behaviorsBelow = null;
        _behavior = NoBehavior;
        if (actor is not IDisposable disposable) return;
        try
        {
            disposable.Dispose();
        }
        catch (Exception e)
        {
            PublishError(e, $"Dispose of the ended instance failed: {e.Message}");
        }
    }

    private void PublishError(Exception cause, string message) =>
        System.EventStream.Publish(new Error(cause, Self.Path.ToString(), _actor?.GetType() ?? GetType(), message));
}

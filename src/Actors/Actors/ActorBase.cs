namespace Tapedeck.Actors;

/// <summary>
/// What every actor derives from. Its members are for the actor's own code, on the actor's turn: one message at a time.
/// </summary>
public abstract class ActorBase
{
    private readonly ActorCell _cell;
    private SupervisorStrategy? _strategy;

    /// <summary>Ties the new instance to the cell that is making it.</summary>
    /// <exception cref="ActorInitializationException">The constructor was called outside <see
    /// cref="Props"/>.</exception>
    protected ActorBase()
    {
        _cell = ActorCell.Current ?? throw new ActorInitializationException(
            "Do not create actors using 'new', always create them using an ActorContext/System");
        if (this is IWithTimers withTimers) withTimers.Timers = new ActorTimers(_cell);
        _cell.Become(Receive);
    }

    /// <summary>The actor's view of the runtime.</summary>
    /// <exception cref="NotSupportedException">No actor runs on this thread.</exception>
    protected static IActorContext Context => CurrentCell;

    /// <summary>The actor's own reference.</summary>
    protected IActorRef Self => Cell.Self;

    /// <summary>Who sent the message now being handled; the dead letters if nobody did.</summary>
    protected IActorRef Sender => Cell.Sender;

    internal SupervisorStrategy? StrategyFromProps { get; set; }

    internal SupervisorStrategy Strategy => _strategy ??= StrategyFromProps ?? SupervisorStrategy();

    private protected ActorCell Cell => CurrentCell == _cell ? _cell : throw new NotSupportedException(
        "The members of an actor are for its own code only, not for another actor's.");

    private protected static ActorCell CurrentCell => ActorCell.Current ?? throw new NotSupportedException(
        "There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    /// <summary>Handles a message; false says that it did not.</summary>
    protected abstract bool Receive(object message);

    /// <summary>
    /// How failures of children are answered. Default: <see cref="Actors.SupervisorStrategy.DefaultStrategy"/>.
    /// </summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actors.SupervisorStrategy.DefaultStrategy;

    /// <summary>Runs before the first message of an actor that was just started.</summary>
    protected virtual void PreStart() { }

    /// <summary>Runs when the actor has ended for good, after all its children have.</summary>
    protected virtual void PostStop() { }

    /// <summary>
    /// Runs on the failed instance before it is replaced. By default it stops all children and calls
    /// <see cref="PostStop"/>.
    /// </summary>
    /// <param name="reason">The failure.</param>
    /// <param name="message">The message whose handling failed; null if it was not a message.</param>
    protected virtual void PreRestart(Exception reason, object? message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    /// <summary>Runs on the new instance after a restart. By default it calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>
    /// Takes what no handler wanted: publishes <see cref="UnhandledMessage"/>, or, for a <see cref="Terminated"/>,
    /// fails.
    /// </summary>
    /// <exception cref="DeathPactException">The message was a <see cref="Terminated"/>.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated) throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    /// <summary>Replaces the present behaviour.</summary>
    protected void Become(Receive receive) => Cell.Become(receive);

    /// <summary>Puts a behaviour on top of the present one.</summary>
    protected void BecomeStacked(Receive receive) => Cell.BecomeStacked(receive);

    /// <summary>Goes back to the behaviour below.</summary>
    protected void UnbecomeStacked() => Cell.UnbecomeStacked();

    /// <summary>Sets or, with null, ends the receive time-out.</summary>
    protected void SetReceiveTimeout(TimeSpan? timeout) => Cell.SetReceiveTimeout(timeout);

    internal void AroundPreStart() => PreStart();

    internal void AroundPostStop()
    {
        CancelTimers();
        PostStop();
    }

    internal void AroundPreRestart(Exception reason, object? message)
    {
        CancelTimers();
        PreRestart(reason, message);
    }

    internal void AroundPostRestart(Exception reason) => PostRestart(reason);

    internal void HandleUnhandled(object message) => Unhandled(message);

    private void CancelTimers()
    {
        if (this is IWithTimers withTimers) withTimers.Timers.CancelAll();
    }
}

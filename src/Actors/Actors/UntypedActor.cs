namespace Tapedeck.Actors;

/// <summary>An actor with one method for all messages.</summary>
public abstract class UntypedActor : ActorBase
{
    /// <summary>The actor's view of the runtime.</summary>
    protected static new IUntypedActorContext Context => CurrentCell;

    /// <summary>Handles a message; what it does not know it passes to <see cref="ActorBase.Unhandled"/>.</summary>
    protected abstract void OnReceive(object message);

    /// <inheritdoc/>
    protected sealed override bool Receive(object message)
    {
        OnReceive(message);
        return true;
    }

    /// <summary>Replaces the present behaviour.</summary>
    protected void Become(UntypedReceive receive) => ((IUntypedActorContext)Cell).Become(receive);

    /// <summary>Puts a behaviour on top of the present one.</summary>
    protected void BecomeStacked(UntypedReceive receive) => ((IUntypedActorContext)Cell).BecomeStacked(receive);
}

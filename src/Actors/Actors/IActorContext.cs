namespace Tapedeck.Actors;

/// <summary>Handles a message; false says that it did not.</summary>
public delegate bool Receive(object message);

/// <summary>Handles any message.</summary>
public delegate void UntypedReceive(object message);

/// <summary>What an actor sees of the runtime. Only the actor's own code may use it.</summary>
public interface IActorContext : IActorRefFactory
{
    /// <summary>The actor itself.</summary>
    IActorRef Self { get; }

    /// <summary>What the actor was made from.</summary>
    Props Props { get; }

    /// <summary>Who sent the message now being handled; the dead letters if nobody did.</summary>
    IActorRef Sender { get; }

    /// <summary>The system the actor lives in.</summary>
    ActorSystem System { get; }

    /// <summary>The actor's supervisor.</summary>
    IActorRef Parent { get; }

    /// <summary>
    /// How long the actor waits for a message before it gets <see cref="Actors.ReceiveTimeout"/>; null: for ever.
    /// </summary>
    TimeSpan? ReceiveTimeout { get; }

    /// <summary>Replaces the present behaviour.</summary>
    void Become(Receive receive);

    /// <summary>Puts a behaviour on top of the present one.</summary>
    void BecomeStacked(Receive receive);

    /// <summary>Goes back to the behaviour below; without one nothing changes.</summary>
    void UnbecomeStacked();

    /// <summary>The child of this name; <see cref="ActorRefs.Nobody"/> if there is none.</summary>
    IActorRef Child(string name);

    /// <summary>The living children, those just being stopped among them.</summary>
    IEnumerable<IActorRef> GetChildren();

    /// <summary>Sets or, with null, ends the receive time-out; it counts from the last message.</summary>
    void SetReceiveTimeout(TimeSpan? timeout);

    /// <summary>
    /// Asks for a <see cref="Terminated"/> at the other actor's end. Unhandled, it is a <see
    /// cref="DeathPactException"/>.
    /// </summary>
    IActorRef Watch(IActorRef subject);

    /// <summary>Asks for a message of one's own at the other actor's end.</summary>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Takes the watch back, together with a <see cref="Terminated"/> that is already queued.</summary>
    IActorRef Unwatch(IActorRef subject);
}

/// <summary>The context of an <see cref="UntypedActor"/>.</summary>
public interface IUntypedActorContext : IActorContext
{
    /// <summary>Replaces the present behaviour.</summary>
    void Become(UntypedReceive receive);

    /// <summary>Puts a behaviour on top of the present one.</summary>
    void BecomeStacked(UntypedReceive receive);
}

namespace Tapedeck.Actors;

/// <summary>
/// The address of one incarnation of an actor. It may be kept and passed on freely; after the actor's end what is told
/// to it becomes a dead letter.
/// </summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>
{
    /// <summary>Where the actor stands in the tree of its system.</summary>
    ActorPath Path { get; }
}

/// <summary>What the runtime itself does with a reference, beyond telling it messages.</summary>
internal interface IInternalActorRef : IActorRef
{
    /// <summary>The system the reference belongs to; null for a reference that belongs to none.</summary>
    ActorSystem? System { get; }

    /// <summary>True once the actor has ended for good.</summary>
    bool IsTerminated { get; }

    /// <summary>Queues a system message, ahead of every user message.</summary>
    void SendSystem(SystemMessage message);
}

/// <summary>A reference that stands for another one, as a test probe does for its test actor.</summary>
internal interface IActorRefWrapper
{
    /// <summary>The reference that is meant.</summary>
    IActorRef Target { get; }
}

namespace Tapedeck.Actors;

/// <summary>A message the runtime handles itself, so that no handler of an actor sees it.</summary>
public interface IAutoReceivedMessage;

/// <summary>A message that does not count as activity for <c>SetReceiveTimeout</c>.</summary>
public interface INotInfluenceReceiveTimeout;

/// <summary>Stops the actor once everything queued before it is done.</summary>
public sealed class PoisonPill : IAutoReceivedMessage
{
    private PoisonPill() { }

    /// <summary>The message.</summary>
    public static PoisonPill Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<PoisonPill>";
}

/// <summary>
/// Fails the actor with an <see cref="ActorKilledException"/>; its supervisor decides, by default: stop.
/// </summary>
public sealed class Kill : IAutoReceivedMessage
{
    private Kill() { }

    /// <summary>The message.</summary>
    public static Kill Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<Kill>";
}

/// <summary>Tells a watcher that the watched actor has ended; nothing from that actor follows it.</summary>
public sealed class Terminated : IAutoReceivedMessage
{
    /// <summary>Makes the message.</summary>
    public Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    {
        ActorRef = actorRef;
        ExistenceConfirmed = existenceConfirmed;
        AddressTerminated = addressTerminated;
    }

    /// <summary>The actor that ended.</summary>
    public IActorRef ActorRef { get; }

    /// <summary>False when the actor had ended before the watch reached it.</summary>
    public bool ExistenceConfirmed { get; }

    /// <summary>True when it was its node that went away; never so within one process.</summary>
    public bool AddressTerminated { get; }

    /// <inheritdoc/>
    public override string ToString() => $"<Terminated>: {ActorRef} - ExistenceConfirmed={ExistenceConfirmed}";
}

/// <summary>Asks any actor who it is; answered by <see cref="ActorIdentity"/> with the same id.</summary>
public sealed class Identify(object messageId) : IAutoReceivedMessage
{
    /// <summary>Ties the answer to the question.</summary>
    public object MessageId { get; } = messageId;
}

/// <summary>The answer to <see cref="Identify"/>.</summary>
public sealed class ActorIdentity(object messageId, IActorRef? subject)
{
    /// <summary>The id of the question.</summary>
    public object MessageId { get; } = messageId;

    /// <summary>The actor; null if none lives there.</summary>
    public IActorRef? Subject { get; } = subject;
}

/// <summary>What an actor gets when nothing came for the time it set with <c>SetReceiveTimeout</c>.</summary>
public sealed class ReceiveTimeout
{
    private ReceiveTimeout() { }

    /// <summary>The message.</summary>
    public static ReceiveTimeout Instance { get; } = new();
}

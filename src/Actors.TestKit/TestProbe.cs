namespace Tapedeck.Actors.TestKit;

#pragma warning disable CA1036 // A probe is compared only because it stands for an actor reference.
/// <summary>
/// A further test actor with its own expectations. It may stand wherever an actor reference is wanted.
/// </summary>
public sealed class TestProbe : TestKitBase, IActorRef, IActorRefWrapper
{
    /// <summary>Starts a probe on a system.</summary>
    internal TestProbe(ActorSystem system, string? name) : base(system, name) { }

    /// <summary>The probe's actor.</summary>
    public IActorRef Ref => TestActor;

    /// <summary>Who sent the last message looked at.</summary>
    public IActorRef Sender => LastSender;

    ActorPath IActorRef.Path => TestActor.Path;

    IActorRef IActorRefWrapper.Target => TestActor;

    /// <summary>Tells an actor a message that comes from the probe.</summary>
    public void Send(IActorRef actor, object message) => actor.Tell(message, TestActor);

    /// <summary>Answers the last message looked at.</summary>
    public void Reply(object message) => Sender.Tell(message, TestActor);

    /// <summary>Passes the last message looked at on, under its own sender.</summary>
    public void Forward(IActorRef actor) => actor.Tell(LastMessage, Sender);

    /// <summary>Passes another message on under the sender of the last one.</summary>
    public void Forward(IActorRef actor, object message) => actor.Tell(message, Sender);

    void ICanTell.Tell(object message, IActorRef? sender) => TestActor.Tell(message, sender);

    bool IEquatable<IActorRef>.Equals(IActorRef? other) => Equals(other);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => TestActor.CompareTo(other);

    /// <summary>True for the probe itself and for its actor.</summary>
    public override bool Equals(object? obj) => TestActor.Equals(obj is TestProbe probe ? probe.TestActor : obj);

    /// <inheritdoc/>
    public override int GetHashCode() => TestActor.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"[TestProbe {TestActor.Path}]";
}

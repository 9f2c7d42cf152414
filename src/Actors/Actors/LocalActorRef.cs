namespace Tapedeck.Actors;

/// <summary>The reference to an actor of this process.</summary>
internal class LocalActorRef(ActorCell cell, ActorPath path) : ActorRefBase
{
    private readonly Mailbox _mailbox = cell.Mailbox;

    public ActorCell Cell { get; } = cell;

    public override ActorPath Path { get; } = path;

    public override ActorSystem System => Cell.System;

    public override bool IsTerminated => _mailbox.IsClosed;

    public override void Tell(object message, IActorRef? sender)
    {
        if (message is null) throw new InvalidMessageException("Message is null");
        _mailbox.Post(message, sender);
    }

    public override void SendSystem(SystemMessage message) => Cell.SendSystem(message);

    /// <summary>Lets the actor begin; called once, after its parent knows it.</summary>
    public virtual void Start() => _mailbox.Start();
}

namespace Tapedeck.Actors;

/// <summary>The parent of all actors that <see cref="ActorSystem.ActorOf"/> makes: <c>/user</c>.</summary>
internal sealed class UserGuardian : ActorBase
{
    protected override bool Receive(object message)
    {
        Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
        return true;
    }
}

/// <summary>The guardian that outlives another one: it stops when that one has ended.</summary>
internal sealed class OutlivingGuardian : ActorBase
{
    protected override bool Receive(object message)
    {
        if (message is Terminated) Context.Stop(Self);
        else if (message is WatchBeforeEnding watched) Context.Watch(watched.Guardian);
        else Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
        return true;
    }

    public sealed record WatchBeforeEnding(IActorRef Guardian);
}

/// <summary>What stands above the root: it hears of the root's end.</summary>
internal sealed class AboveTheRoot(ActorSystem system, ActorPath path, Action ended) : ActorRefBase
{
    public override ActorPath Path => path;

    public override ActorSystem System => system;

    public override bool IsTerminated => false;

    public override void Tell(object message, IActorRef? sender) { }

    public override void SendSystem(SystemMessage message)
    {
        if (message is DeathWatchNotification) ended();
        else if (message is Failed failed) ((IInternalActorRef)failed.Child).SendSystem(new Terminate());
    }
}

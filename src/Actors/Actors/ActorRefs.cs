namespace Tapedeck.Actors;

/// <summary>The two ways to say "no actor".</summary>
public static class ActorRefs
{
    /// <summary>A reference that swallows whatever it is told.</summary>
    public static readonly IActorRef Nobody = new Nobody();

    /// <summary>The absent sender: the receiver then sees the system's dead letters as its <c>Sender</c>.</summary>
    public static readonly IActorRef? NoSender;

    /// <summary>True for null and for <see cref="Nobody"/>.</summary>
    public static bool IsNobody(this IActorRef? actorRef) => actorRef is null or Actors.Nobody;
}

/// <summary>The reference behind <see cref="ActorRefs.Nobody"/>.</summary>
internal sealed class Nobody : ActorRefBase
{
    private static readonly ActorPath NobodyPath = ActorPath.Root("all-systems") / "Nobody";

    public override ActorPath Path => NobodyPath;

    public override ActorSystem? System => null;

    public override bool IsTerminated => false;

    public override void Tell(object message, IActorRef? sender) { }

    public override void SendSystem(SystemMessage message) { }
}

namespace Tapedeck.Actors;

/// <summary>Whatever actors can be made under: a system or an actor's context.</summary>
public interface IActorRefFactory
{
    /// <summary>Makes an actor. Its constructor and <c>PreStart</c> run a little later, on its dispatcher.</summary>
    /// <param name="props">What to make.</param>
    /// <param name="name">Unique among its siblings; null for a generated one.</param>
    /// <exception cref="InvalidActorNameException">The name is not allowed or already there.</exception>
    /// <exception cref="ConfigurationException">The props name a dispatcher that does not exist.</exception>
    /// <exception cref="InvalidOperationException">The parent is ending or has ended.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>
    /// Points at the actors under a path: absolute, or relative to this actor (<c>../sibling</c>, <c>child/*</c>).
    /// </summary>
    ActorSelection ActorSelection(string actorPath);

    /// <summary>Points at the actor at a path, whichever incarnation lives there.</summary>
    ActorSelection ActorSelection(ActorPath actorPath);

    /// <summary>
    /// Stops an actor after the message it now handles; the rest of its mailbox becomes dead letters.
    /// </summary>
    void Stop(IActorRef actor);
}

/// <summary>Making actors by type alone.</summary>
public static class ActorRefFactoryExtensions
{
    /// <summary>Makes an actor whose constructor takes nothing.</summary>
    public static IActorRef ActorOf<TActor>(this IActorRefFactory factory, string? name = null)
        where TActor : ActorBase, new() => factory.ActorOf(Props.Create<TActor>(), name);
}

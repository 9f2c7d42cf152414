namespace Tapedeck.Actors;

/// <summary>A message to a router that goes to all of its actors.</summary>
public sealed class Broadcast(object message)
{
    /// <summary>What each of them gets.</summary>
    public object Message { get; } = message;
}

/// <summary>Asks a router for its actors; answered by <see cref="Routees"/>.</summary>
public sealed class GetRoutees;

/// <summary>The answer to <see cref="GetRoutees"/>.</summary>
public sealed class Routees(IEnumerable<Routee> routees)
{
    /// <summary>The actors behind the router.</summary>
    public IEnumerable<Routee> Members { get; } = routees;
}

/// <summary>Something a router sends to.</summary>
public abstract class Routee;

/// <summary>An actor a router sends to.</summary>
public sealed class ActorRefRoutee(IActorRef actor) : Routee
{
    /// <summary>The actor.</summary>
    public IActorRef Actor { get; } = actor;
}

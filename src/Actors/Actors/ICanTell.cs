namespace Tapedeck.Actors;

/// <summary>Something that takes messages: an actor reference or a selection.</summary>
public interface ICanTell
{
    /// <summary>Sends a message, at most once and without waiting.</summary>
    /// <param name="message">Any object but null.</param>
    /// <param name="sender">Whom a reply goes to; <see cref="ActorRefs.NoSender"/> for nobody.</param>
    void Tell(object message, IActorRef? sender);
}

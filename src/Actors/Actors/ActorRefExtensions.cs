namespace Tapedeck.Actors;

/// <summary>Telling with the sender left unsaid.</summary>
public static class ActorRefExtensions
{
    /// <summary>Sends a message; the sender is the actor whose code runs here, or nobody outside an actor.</summary>
    public static void Tell(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.Current?.Self);

    /// <summary>Passes a message on under the sender of the message now being handled.</summary>
    public static void Forward(this IActorRef receiver, object message) =>
        receiver.Tell(message, ActorCell.Current?.Sender);
}

namespace Tapedeck.Actors;

/// <summary>Asking: a message whose one reply is a task.</summary>
public static class Futures
{
    /// <summary>Sends a message and gives its reply, whatever its type.</summary>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    /// <summary>Sends a message and gives its reply, whatever its type.</summary>
    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    /// <summary>Sends a message and gives its reply.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    /// <summary>Sends a message and gives its reply.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    /// <summary>
    /// Sends a message and gives its reply. The task fails with <see cref="AskTimeoutException"/> when none came in
    /// time,
    /// with the cause of a <see cref="Status.Failure"/>, with <see cref="ArgumentException"/> for a reply of another
    /// type, and is cancelled with the token. A reply after that is a dead letter.
    /// </summary>
    /// <param name="self">Whom to ask.</param>
    /// <param name="message">The question.</param>
    /// <param name="timeout">How long to wait; null or infinite: for ever.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    public static Task<T> Ask<T>(
        this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var promise = new PromiseActorRef<T>(SystemOf(self));
        if (timeout is { Ticks: > 0 } limit) promise.TimeOutAfter(limit);
        if (cancellationToken.CanBeCanceled) promise.CancelWith(cancellationToken);
        self.Tell(message, promise);
        return promise.Task;
    }

    private static ActorSystem SystemOf(ICanTell target) =>
        target switch
        {
            ActorSelection selection => selection.System,
            IInternalActorRef actorRef => actorRef.System,
            IActorRefWrapper wrapper => ((IInternalActorRef)wrapper.Target).System,
            _ => null,
        }
        ?? ActorCell.Current?.System
        ?? throw new ArgumentException($"{target} belongs to no actor system, so it cannot be asked.", nameof(target));
}

namespace Tapedeck.Actors;

/// <summary>What every exception of the actor runtime derives from.</summary>
public abstract class AkkaException : Exception
{
    /// <summary>Makes the exception with its message and, where there is one, its cause.</summary>
    protected AkkaException(string message, Exception? cause = null) : base(message, cause) { }
}

/// <summary>A name that is not allowed, or that a living sibling has already.</summary>
public sealed class InvalidActorNameException(string message) : AkkaException(message);

/// <summary>
/// An actor could not be made or started: its constructor or <c>PreStart</c> failed; the cause is inside.
/// </summary>
public class ActorInitializationException : AkkaException
{
    /// <summary>Makes the exception for no particular actor.</summary>
    public ActorInitializationException(string message) : base(message) { }

    /// <summary>Makes the exception for one actor.</summary>
    public ActorInitializationException(IActorRef actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    /// <summary>The actor that did not start; null if none was concerned.</summary>
    public IActorRef? Actor { get; }
}

/// <summary><c>PreRestart</c> of the failed instance threw; the restart goes on.</summary>
public sealed class PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? message)
    : ActorInitializationException(actor, $"Exception pre restart ({restartException.GetType()})", cause)
{
    /// <summary>What <c>PreRestart</c> threw; the inner exception is the failure that led to the restart.</summary>
    public Exception RestartException { get; } = restartException;

    /// <summary>The message whose handling failed, if it was a message.</summary>
    public object? OptionalMessage { get; } = message;
}

/// <summary>The new instance failed in its constructor or in <c>PostRestart</c>.</summary>
public sealed class PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
    : ActorInitializationException(actor, $"Exception post restart ({originalCause.GetType()})", cause)
{
    /// <summary>The failure that led to the restart.</summary>
    public Exception OriginalCause { get; } = originalCause;
}

/// <summary>The failure an actor shows its supervisor after a <see cref="Kill"/>.</summary>
public sealed class ActorKilledException(string message) : AkkaException(message);

/// <summary>An actor did not handle the <see cref="Terminated"/> of an actor it watched.</summary>
public sealed class DeathPactException(IActorRef deadActor)
    : AkkaException($"Monitored actor [{deadActor}] terminated")
{
    /// <summary>The actor whose end was not handled.</summary>
    public IActorRef DeadActor { get; } = deadActor;
}

/// <summary>An actor asked for something its present state forbids, such as stashing one message twice.</summary>
public sealed class IllegalActorStateException(string message) : AkkaException(message);

/// <summary>No reply came to an Ask within its time.</summary>
public sealed class AskTimeoutException(string message) : AkkaException(message);

/// <summary>No actor lives where a selection points.</summary>
public sealed class ActorNotFoundException(string message, Exception? innerException = null)
    : AkkaException(message, innerException);

/// <summary>Null was sent as a message.</summary>
public sealed class InvalidMessageException(string message) : AkkaException(message);

/// <summary>A dispatcher, phase or other named thing of the runtime does not exist.</summary>
public sealed class ConfigurationException(string message) : AkkaException(message);

/// <summary>Something was to be scheduled after the system had ended.</summary>
public sealed class SchedulerException(string message) : AkkaException(message);

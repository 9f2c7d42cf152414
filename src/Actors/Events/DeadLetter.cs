namespace Tapedeck.Actors;

/// <summary>A message whose loss at an ended actor is of no interest.</summary>
public interface IDeadLetterSuppression;

/// <summary>A message nobody handled.</summary>
public abstract class AllDeadLetters
{
    private protected AllDeadLetters(object message, IActorRef sender, IActorRef recipient)
    {
        Message = message;
        Sender = sender;
        Recipient = recipient;
    }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>Who sent it; the dead letters if nobody did.</summary>
    public IActorRef Sender { get; }

    /// <summary>Whom it was sent to.</summary>
    public IActorRef Recipient { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name} from {Sender} to {Recipient}: <{Message}>";
}

/// <summary>Published for a message whose receiver has ended or never was.</summary>
public sealed class DeadLetter(object message, IActorRef sender, IActorRef recipient)
    : AllDeadLetters(message, sender, recipient);

/// <summary>Published instead of <see cref="DeadLetter"/> for an <see cref="IDeadLetterSuppression"/>.</summary>
public sealed class SuppressedDeadLetter(IDeadLetterSuppression message, IActorRef sender, IActorRef recipient)
    : AllDeadLetters(message, sender, recipient);

/// <summary>Published for a message that its receiver had no handler for.</summary>
public sealed class UnhandledMessage(object message, IActorRef sender, IActorRef recipient)
    : AllDeadLetters(message, sender, recipient);

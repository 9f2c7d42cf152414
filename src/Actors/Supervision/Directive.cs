namespace Tapedeck.Actors;

/// <summary>What a supervisor does about a failed child.</summary>
public enum Directive
{
    /// <summary>The child goes on with its next message, its state kept.</summary>
    Resume,

    /// <summary>
    /// A new instance takes the child's place; the mailbox is kept, the failed message is not handled again.
    /// </summary>
    Restart,

    /// <summary>The supervisor fails with the same cause.</summary>
    Escalate,

    /// <summary>The child is stopped for good.</summary>
    Stop,
}

/// <summary>Chooses a directive for a failure.</summary>
public interface IDecider
{
    /// <summary>The directive for this cause.</summary>
    Directive Decide(Exception cause);
}

/// <summary>A decider that is a function.</summary>
internal sealed class LocalOnlyDecider(Func<Exception, Directive> decider) : IDecider
{
    public Directive Decide(Exception cause) => decider(cause);
}

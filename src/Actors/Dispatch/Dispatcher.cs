namespace Tapedeck.Actors;

/// <summary>Where actors run.</summary>
internal abstract class Dispatcher
{
    /// <summary>How many messages an actor handles before another one gets its turn.</summary>
    public abstract int Throughput { get; }

    /// <summary>Runs the mailbox once, soon.</summary>
    public abstract void Schedule(Mailbox mailbox);
}

namespace Tapedeck.Actors;

/// <summary>
/// Brings what follows an <c>await</c> back into the actor: it runs as a system message of the cell, one at a time with
/// everything else the actor does.
/// </summary>
internal sealed class ActorSynchronizationContext(ActorCell cell) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => cell.SendSystem(new Continuation(d, state));

    public override SynchronizationContext CreateCopy() => this;
}

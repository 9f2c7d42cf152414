namespace Tapedeck.Actors.TestKit;

/// <summary>Keeps the test actor as the implicit sender after an await of the test.</summary>
internal sealed class TestActorSynchronizationContext(ActorCell testActor) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) =>
        ThreadPool.UnsafeQueueUserWorkItem(_ => Send(d, state), null);

    public override void Send(SendOrPostCallback d, object? state)
    {
        var (cell, context) = (ActorCell.Current, Current);
        ActorCell.Current = testActor;
        SetSynchronizationContext(this);
        try
        {
            d(state);
        }
        finally
        {
            SetSynchronizationContext(context);
            ActorCell.Current = cell;
        }
    }

    public override SynchronizationContext CreateCopy() => this;
}

namespace Tapedeck.Actors.TestKit;

/// <summary>
/// The base of a spec: a system of its own, and a test actor that is the sender of all that the test tells. Disposing
/// it
/// ends the system.
/// </summary>
public class TestKit : TestKitBase, IDisposable
{
    private readonly SynchronizationContext? _contextBefore = SynchronizationContext.Current;

    /// <summary>Starts the spec on a system, by default a new one named "test".</summary>
    public TestKit(ActorSystem? system = null) : base(system ?? ActorSystem.Create("test"), null)
    {
        var cell = ((LocalActorRef)TestActor).Cell;
        ActorCell.Current = cell;
        SynchronizationContext.SetSynchronizationContext(new TestActorSynchronizationContext(cell));
    }

    /// <summary>Ends the system and gives the thread back as it was.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the system; for a spec with resources of its own.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        SynchronizationContext.SetSynchronizationContext(_contextBefore);
        ActorCell.Current = null;
        Shutdown();
    }
}

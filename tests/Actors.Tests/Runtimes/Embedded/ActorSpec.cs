namespace Tapedeck.Tests.Actors;

/// <summary>The base of the specs on real time.</summary>
public abstract class ActorSpec : TestKit;

/// <summary>The base of the specs whose time stands still until they advance it.</summary>
public abstract class VirtualTimeSpec() : TestKit(ActorSystem.Create("test", new TestScheduler()))
{
    /// <summary>The time of the system.</summary>
    protected TestScheduler Time => (TestScheduler)Sys.Scheduler;
}

namespace Tapedeck.Tests.Actors;

/// <summary>The base of the specs on real time.</summary>
public abstract class ActorSpec() : TestKit(SpecHocon.RealTime);

/// <summary>The base of the specs whose time stands still until they advance it.</summary>
public abstract class VirtualTimeSpec() : TestKit(SpecHocon.VirtualTime)
{
    /// <summary>The time of the system.</summary>
    protected TestScheduler Time => (TestScheduler)Sys.Scheduler;
}

/// <summary>What the embedded runtime has built in, and Akka.NET is told.</summary>
internal static class SpecHocon
{
    public const string RealTime = """
        pinned-dispatcher { type = PinnedDispatcher }
        akka { loglevel = WARNING, stdout-loglevel = ERROR }
        """;

    public const string VirtualTime = RealTime + """

        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
        """;
}

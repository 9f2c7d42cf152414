using System.Collections.Concurrent;

namespace Tapedeck.Actors.TestKit;

/// <summary>What a spec and a probe have in common: a test actor and expectations about what it gets.</summary>
public abstract partial class TestKitBase
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(3);
    private static int _names;

    private readonly BlockingCollection<Received> _received = [];
    private Received _last;

    /// <summary>Starts a test actor under <c>/system</c>.</summary>
    private protected TestKitBase(ActorSystem system, string? name)
    {
        Sys = system;
        var number = Interlocked.Increment(ref _names).ToString(null, null);
        TestActor = system.SystemActorOf(Props.Create(() => new TestActor(_received)), (name ?? "testActor") + number);
    }

    /// <summary>The system under test.</summary>
    public ActorSystem Sys { get; }

    /// <summary>The actor whose messages the expectations are about.</summary>
    public IActorRef TestActor { get; }

    /// <summary>The last message looked at.</summary>
    public object LastMessage => _last.Message;

    /// <summary>Who sent the last message looked at.</summary>
    public IActorRef LastSender => _last.Sender;

    /// <summary>True if a message is waiting to be looked at.</summary>
    public bool HasMessages => _received.Count > 0;

    /// <summary>Makes the test actor watch another one; the watch is in place when this returns.</summary>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        var started = new TaskCompletionSource();
        TestActor.Tell(new TestActor.StartWatching(actorToWatch, started), ActorRefs.NoSender);
        started.Task.Wait(UsualWait);
        return actorToWatch;
    }

    /// <summary>Ends a watch.</summary>
    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        var ended = new TaskCompletionSource();
        TestActor.Tell(new TestActor.EndWatching(actorToUnwatch, ended), ActorRefs.NoSender);
        ended.Task.Wait(UsualWait);
        return actorToUnwatch;
    }

    /// <summary>Makes another test actor on the same system.</summary>
    public virtual TestProbe CreateTestProbe(string? name = null) => new(Sys, name);

    /// <summary>Ends the system.</summary>
    /// <param name="duration">How long to wait for it; default 5 s.</param>
    /// <param name="verifySystemShutdown">Whether it is a failure if the system has not ended by then.</param>
    /// <exception cref="TimeoutException">The system has not ended, and that was to be verified.</exception>
    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        var wait = duration ?? TimeSpan.FromSeconds(5);
        if (Sys.Terminate().Wait(wait)) return;
        Sys.TerminateNow();
        if (verifySystemShutdown) throw new TimeoutException($"Failed to stop [{Sys.Name}] within [{wait}].");
    }
}

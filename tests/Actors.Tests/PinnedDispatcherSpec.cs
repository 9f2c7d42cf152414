namespace Tapedeck.Tests.Actors;

public sealed class PinnedDispatcherSpec : ActorSpec
{
    private sealed class Blocking : ReceiveActor
    {
        public Blocking()
        {
            Receive<ManualResetEventSlim>(gate => gate.Wait(TimeSpan.FromSeconds(10)));
            Receive<Some.Failure>(failure => throw failure.Cause);
            ReceiveAsync<int>(async _ =>
            {
                await Task.Yield();
                Sender.Tell(Environment.CurrentManagedThreadId);
            });
            Receive<string>(
                _ => Sender.Tell((Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread)));
        }
    }

    private IActorRef NewBlocking() => Sys.ActorOf(Props.Create<Blocking>().WithDispatcher("pinned-dispatcher"));

    private (int Id, bool IsPoolThread) ThreadOf(IActorRef actor)
    {
        actor.Tell("thread");
        return ExpectMsg<(int, bool)>();
    }

    [Fact]
    public void A_pinned_actor_has_a_thread_of_its_own()
    {
        var actor = NewBlocking();

        var first = ThreadOf(actor);
        var other = ThreadOf(NewBlocking());

        Assert.False(first.IsPoolThread);
        Assert.Equal(first, ThreadOf(actor));
        Assert.NotEqual(first.Id, other.Id);
    }

    [Fact]
    public void It_keeps_its_thread_through_a_restart_and_an_await()
    {
        var actor = NewBlocking();
        var thread = ThreadOf(actor);

        actor.Tell(new Some.Failure(new FormatException()));
        Assert.Equal(thread, ThreadOf(actor));
        actor.Tell(1);

        ExpectMsg(thread.Id);
    }

    [Fact]
    public void Blocked_pinned_actors_do_not_hold_the_others_up()
    {
        using var gate = new ManualResetEventSlim();
        for (var i = 0; i < 64; i++) NewBlocking().Tell(gate);

        Sys.ActorOf<Some.Echo>().Tell("free");

        ExpectMsg("free");
        gate.Set();
    }

    [Fact]
    public void A_pinned_actor_ends_like_any_other()
    {
        var actor = NewBlocking();
        Watch(actor);

        actor.Tell(PoisonPill.Instance);

        ExpectTerminated(actor);
    }

    [Fact]
    public void A_dispatcher_that_does_not_exist_is_named()
    {
        var props = Props.Create<Blocking>().WithDispatcher("no-dispatcher");

        var thrown = Assert.Throws<ConfigurationException>(() => Sys.ActorOf(props));

        Assert.Contains("no-dispatcher", thrown.Message, StringComparison.Ordinal);
    }
}

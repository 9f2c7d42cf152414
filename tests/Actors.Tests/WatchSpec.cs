namespace Tapedeck.Tests.Actors;

public sealed class WatchSpec : ActorSpec
{
    private sealed record Ended(string Name);

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef listener, bool handlesEnds)
        {
            Receive<IActorRef>(subject =>
            {
                Context.Watch(subject);
                Sender.Tell("watching");
            });
            Receive<(IActorRef Subject, string Name)>(named =>
            {
                Context.WatchWith(named.Subject, new Ended(named.Name));
                Sender.Tell("watching");
            });
            Receive<(string, IActorRef Subject)>(named =>
            {
                Context.Unwatch(named.Subject);
                Sender.Tell("not watching");
            });
            Receive<Ended>(ended => listener.Tell(ended));
            if (handlesEnds) Receive<Terminated>(terminated => listener.Tell(terminated.ActorRef));
        }
    }

    private IActorRef NewWatcher(bool handlesEnds = true) =>
        Sys.ActorOf(Props.Create(() => new Watcher(TestActor, handlesEnds)));

    [Fact]
    public void A_watcher_is_told_of_the_end_once()
    {
        var subject = Sys.ActorOf<Some.Echo>();
        var watcher = NewWatcher();
        watcher.Tell(subject);
        watcher.Tell(subject);
        ExpectMsg("watching");
        ExpectMsg("watching");

        Sys.Stop(subject);

        ExpectMsg(subject);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Watching_an_ended_actor_tells_of_its_end_at_once()
    {
        var subject = Sys.ActorOf<Some.Echo>();
        Watch(subject);
        Sys.Stop(subject);
        Assert.True(ExpectTerminated(subject).ExistenceConfirmed);
        var probe = CreateTestProbe();

        probe.Watch(subject);

        probe.ExpectTerminated(subject);
    }

    [Fact]
    public void Terminated_comes_after_everything_the_actor_sent()
    {
        var subject = Sys.ActorOf<Some.Echo>();
        Watch(subject);

        for (var i = 0; i < 100; i++) subject.Tell(i);
        subject.Tell(PoisonPill.Instance);

        Assert.Equal(Enumerable.Range(0, 100).Cast<object>(), ReceiveN(100));
        ExpectTerminated(subject);
    }

    [Fact]
    public void WatchWith_brings_a_message_of_ones_own()
    {
        var subject = Sys.ActorOf<Some.Echo>();
        NewWatcher().Tell((subject, "echo"));
        ExpectMsg("watching");

        Sys.Stop(subject);

        ExpectMsg(new Ended("echo"));
    }

    [Fact]
    public void Unwatch_takes_the_watch_back()
    {
        var subject = Sys.ActorOf<Some.Echo>();
        var watcher = NewWatcher();
        watcher.Tell(subject);
        ExpectMsg("watching");
        watcher.Tell(("no more", subject));
        ExpectMsg("not watching");
        Watch(subject);

        Sys.Stop(subject);

        ExpectTerminated(subject);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void An_end_that_is_not_handled_is_the_watchers_own()
    {
        var subject = Sys.ActorOf<Some.Echo>();
        var watcher = NewWatcher(handlesEnds: false);
        watcher.Tell(subject);
        ExpectMsg("watching");
        Watch(watcher);

        Sys.Stop(subject);

        ExpectTerminated(watcher);
    }

    [Fact]
    public void Two_actors_may_watch_each_other()
    {
        var first = NewWatcher();
        var second = NewWatcher();
        first.Tell(second);
        second.Tell(first);
        ExpectMsg("watching");
        ExpectMsg("watching");

        Sys.Stop(first);

        ExpectMsg(first);
    }

    [Fact]
    public void A_parent_may_watch_its_child()
    {
        var parent = Sys.ActorOf(Props.Create(() => new WatchingParent(TestActor)));

        parent.Tell("stop it");

        ExpectMsg("kid ended");
    }

    private sealed class WatchingParent : ReceiveActor
    {
        public WatchingParent(IActorRef listener)
        {
            var child = Context.Watch(Context.ActorOf(Props.Create<Some.Echo>(), "kid"));
            Receive<string>(_ => Context.Stop(child));
            Receive<Terminated>(terminated => listener.Tell($"{terminated.ActorRef.Path.Name} ended"));
        }
    }
}

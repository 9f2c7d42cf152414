namespace Tapedeck.Tests.Actors;

public sealed class LifecycleSpec : ActorSpec
{
    private IActorRef Mortal(string name) => Sys.ActorOf(Props.Create(() => new Some.Mortal(TestActor, name)), name);

    private sealed class Unmade : ReceiveActor
    {
        public Unmade() => throw new FormatException("cannot be");
    }

    private sealed class Disposable(IActorRef listener) : UntypedActor, IDisposable
    {
        public void Dispose() => listener.Tell("disposed");

        protected override void OnReceive(object message) { }
    }

    private sealed class Slow : ReceiveActor
    {
        public Slow(IActorRef listener, ManualResetEventSlim gate)
        {
            Receive<int>(_ =>
            {
                listener.Tell("began");
                gate.Wait(TimeSpan.FromSeconds(5));
                Context.Stop(Self);
                listener.Tell("ended");
            });
            ReceiveAny(message => listener.Tell(message));
        }
    }

    [Fact]
    public void An_actor_is_made_started_and_stopped_in_this_order()
    {
        var actor = Mortal("a");
        Watch(actor);

        ExpectMsg("a made");
        ExpectMsg("a started");
        Sys.Stop(actor);
        ExpectMsg("a stopped");
        ExpectTerminated(actor);
    }

    [Fact]
    public void A_poison_pill_waits_its_turn()
    {
        var actor = Mortal("a");
        Watch(actor);
        ReceiveN(2);

        actor.Tell("one");
        actor.Tell(PoisonPill.Instance);
        actor.Tell("two");

        ExpectMsg("one 1");
        ExpectMsg("a stopped");
        ExpectTerminated(actor);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Stop_lets_the_message_at_hand_end_and_nothing_after_it_begin()
    {
        using var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new Slow(TestActor, gate)));
        Watch(actor);
        actor.Tell(1);
        actor.Tell("never handled");
        ExpectMsg("began");

        gate.Set();

        ExpectMsg("ended");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Kill_fails_the_actor_which_by_default_stops_it()
    {
        var actor = Mortal("a");
        Watch(actor);
        ReceiveN(2);

        actor.Tell(Kill.Instance);

        ExpectMsg("a stopped");
        ExpectTerminated(actor);
    }

    [Fact]
    public void An_actor_that_cannot_be_made_is_stopped()
    {
        var actor = Sys.ActorOf<Unmade>();

        Watch(actor);

        ExpectTerminated(actor);
    }

    [Fact]
    public void Children_end_before_their_parent()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Some.Supervisor(SupervisorStrategy.DefaultStrategy)), "parent");
        parent.Tell(new Some.Spawn(Props.Create(() => new Some.Mortal(TestActor, "child")), "child"));
        ReceiveN(3);
        Watch(parent);

        Sys.Stop(parent);

        ExpectMsg("child stopped");
        ExpectTerminated(parent);
    }

    [Fact]
    public void The_name_of_a_living_actor_is_taken()
    {
        Mortal("a");

        Assert.Throws<InvalidActorNameException>(() => Mortal("a"));
    }

    [Fact]
    public void The_name_of_an_ended_actor_is_free()
    {
        var first = Mortal("a");
        Watch(first);
        Sys.Stop(first);
        FishForMessage(message => message is Terminated);

        AwaitAssert(() => Mortal("a"));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("$a")]
    [InlineData("a b")]
    [InlineData("")]
    public void A_name_that_cannot_stand_in_a_path_is_refused(string name) =>
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create<Some.Echo>(), name));

    [Fact]
    public void A_path_names_the_system_and_the_guardian()
    {
        var actor = Mortal("a");

        Assert.Equal("akka://test/user/a", actor.Path.ToString());
        Assert.Equal("/user/a", actor.Path.ToStringWithoutAddress());
        Assert.Equal("a", actor.Path.Name);
        Assert.Equal("user", actor.Path.Parent.Name);
        Assert.Equal(["user", "a"], actor.Path.Elements);
    }

    [Fact]
    public void An_actor_is_made_only_by_the_runtime()
    {
        Exception? thrown = null;
        var outside = new Thread(() => thrown = Record.Exception(() => new Some.Echo()));
        outside.Start();
        outside.Join();

        Assert.IsType<ActorInitializationException>(thrown);
    }

    [Fact]
    public void A_disposable_actor_is_disposed_at_its_end()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Disposable(TestActor)));

        Sys.Stop(actor);

        ExpectMsg("disposed");
    }

    [Fact]
    public void A_stopped_incarnation_is_not_the_next_one_of_its_name()
    {
        var first = Mortal("a");
        Watch(first);
        Sys.Stop(first);
        FishForMessage(message => message is Terminated);
        IActorRef? second = null;
        AwaitAssert(() => second = Mortal("a"));

        Assert.Equal(first.Path, second!.Path);
        Assert.NotEqual(first, second);
        Assert.NotEqual(first.Path.Uid, second.Path.Uid);
    }

    [Fact]
    public void The_context_knows_its_children()
    {
        var parent = Sys.ActorOf(Props.Create<Family>());

        parent.Tell("child");
        ExpectMsg("kid");
        parent.Tell("stranger");
        ExpectMsg(true);
        parent.Tell("count");
        ExpectMsg(1);
    }

    private sealed class Family : ReceiveActor
    {
        public Family()
        {
            Context.ActorOf(Props.Create<Some.Echo>(), "kid");
            Receive<string>(what => Sender.Tell(what switch
            {
                "child" => Context.Child("kid").Path.Name,
                "stranger" => Context.Child("stranger").Equals(ActorRefs.Nobody),
                _ => Context.GetChildren().Count(),
            }));
        }
    }
}

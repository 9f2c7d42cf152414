namespace Tapedeck.Tests.Actors;

public sealed class RoutingSpec : ActorSpec
{
    private sealed class Routee : ReceiveActor
    {
        private readonly IActorRef _listener;

        public Routee(IActorRef listener)
        {
            _listener = listener;
            Receive<Some.Failure>(failure => throw failure.Cause);
            ReceiveAny(_ => Sender.Tell(Self));
        }

        protected override void PostRestart(Exception reason) => _listener.Tell("routee restarted");
    }

    private IActorRef Pool(int size) => Sys.ActorOf(RouteeProps.WithRouter(new RoundRobinPool(size)), "pool");

    private Props RouteeProps => Props.Create(() => new Routee(TestActor));

    [Fact]
    public void Messages_go_round()
    {
        var pool = Pool(3);

        for (var i = 0; i < 9; i++) pool.Tell("who");

        var routees = ReceiveN(9);
        Assert.All(routees.GroupBy(routee => routee), ofOne => Assert.Equal(3, ofOne.Count()));
        Assert.Equal(3, routees.Distinct().Count());
    }

    [Fact]
    public void The_routees_are_children_of_the_router()
    {
        var pool = Pool(2);

        pool.Tell("who");

        Assert.Equal(pool.Path, ExpectMsg<IActorRef>().Path.Parent);
    }

    [Fact]
    public void A_routee_sees_the_sender_of_the_message()
    {
        var probe = CreateTestProbe();

        probe.Send(Pool(2), "who");

        probe.ExpectMsg<IActorRef>();
    }

    [Fact]
    public void A_broadcast_goes_to_all()
    {
        Pool(4).Tell(new Broadcast("who"));

        Assert.Equal(4, ReceiveN(4).Distinct().Count());
    }

    [Fact]
    public void The_router_names_its_routees()
    {
        Pool(4).Tell(new GetRoutees());

        Assert.Equal(4, ExpectMsg<Routees>().Members.Count());
    }

    [Fact]
    public void A_routee_that_ends_leaves_the_pool()
    {
        var pool = Pool(2);
        pool.Tell("who");
        var routee = ExpectMsg<IActorRef>();

        Sys.Stop(routee);

        AwaitAssert(() =>
        {
            pool.Tell(new GetRoutees());
            Assert.Single(ExpectMsg<Routees>().Members);
        });
    }

    [Fact]
    public void A_broadcast_poison_pill_ends_the_pool_after_its_work()
    {
        var pool = Pool(2);
        Watch(pool);
        pool.Tell("who");
        pool.Tell("who");

        pool.Tell(new Broadcast(PoisonPill.Instance));

        ExpectMsg<IActorRef>();
        ExpectMsg<IActorRef>();
        ExpectTerminated(pool);
    }

    [Fact]
    public void A_poison_pill_ends_the_router_with_its_routees()
    {
        var pool = Pool(2);
        pool.Tell("who");
        var routee = ExpectMsg<IActorRef>();
        Watch(pool);
        var probe = CreateTestProbe();
        probe.Watch(routee);

        pool.Tell(PoisonPill.Instance);

        ExpectTerminated(pool);
        probe.ExpectTerminated(routee);
    }

    [Fact]
    public void By_default_a_routee_that_fails_is_restarted_and_the_others_are_not()
    {
        var pool = Pool(3);

        pool.Tell(new Some.Failure(new FormatException("bad")));

        ExpectMsg("routee restarted");
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void A_failure_that_is_escalated_restarts_all_routees()
    {
        var strategy = new OneForOneStrategy(_ => Directive.Escalate);
        var pool = Sys.ActorOf(new RoundRobinPool(3).WithSupervisorStrategy(strategy).Props(RouteeProps), "pool");

        pool.Tell(new Some.Failure(new FormatException("bad")));

        for (var i = 0; i < 3; i++) ExpectMsg("routee restarted");
        pool.Tell("who");
        ExpectMsg<IActorRef>();
    }

    [Fact]
    public void A_pool_may_have_a_strategy_of_its_own()
    {
        var strategy = new OneForOneStrategy(_ => Directive.Stop);
        var pool = Sys.ActorOf(new RoundRobinPool(1).WithSupervisorStrategy(strategy).Props(RouteeProps), "pool");
        Watch(pool);

        pool.Tell(new Some.Failure(new FormatException("bad")));

        ExpectTerminated(pool);
    }

    [Fact]
    public void Messages_of_one_sender_to_one_routee_keep_their_order()
    {
        var pool = Sys.ActorOf(Props.Create(() => new Some.Echo()).WithRouter(new RoundRobinPool(1)));

        for (var i = 0; i < 1_000; i++) pool.Tell(i);

        Assert.Equal(Enumerable.Range(0, 1_000).Cast<object>(), ReceiveN(1_000));
    }
}

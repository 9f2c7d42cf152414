namespace Tapedeck.Tests.Actors;

public sealed class SupervisionSpec : ActorSpec
{
    private IActorRef Supervisor(SupervisorStrategy strategy) =>
        Sys.ActorOf(Props.Create(() => new Some.Supervisor(strategy)));

    private IActorRef Child(IActorRef supervisor, string name)
    {
        supervisor.Tell(new Some.Spawn(Props.Create(() => new Some.Mortal(TestActor, name)), name));
        IActorRef? child = null;
        foreach (var message in ReceiveN(3)) child = message as IActorRef ?? child;
        return child!;
    }

    private static OneForOneStrategy Always(Directive directive) => new(_ => directive);

    private static Some.Failure Failure(string message) => new(new FormatException(message));

    [Fact]
    public void Resume_keeps_the_state_of_the_child()
    {
        var child = Child(Supervisor(Always(Directive.Resume)), "a");
        child.Tell("x");
        child.Tell(Failure("bad"));
        child.Tell("x");

        ExpectMsg("x 1");
        ExpectMsg("x 2");
    }

    [Fact]
    public void Restart_replaces_the_child_and_keeps_its_mailbox()
    {
        var child = Child(Supervisor(Always(Directive.Restart)), "a");
        child.Tell("x");
        child.Tell(Failure("bad"));
        child.Tell("x");

        ExpectMsg("x 1");
        ExpectMsg("a failed with bad");
        ExpectMsg("a stopped");
        ExpectMsg("a made");
        ExpectMsg("a restarted after bad");
        ExpectMsg("a started");
        ExpectMsg("x 1");
    }

    [Fact]
    public void Stop_ends_the_child()
    {
        var child = Child(Supervisor(Always(Directive.Stop)), "a");
        Watch(child);

        child.Tell(Failure("bad"));

        ExpectMsg("a stopped");
        ExpectTerminated(child);
    }

    [Fact]
    public void Escalate_makes_the_failure_the_supervisors_own()
    {
        var grandparent = Supervisor(new OneForOneStrategy(cause =>
        {
            TestActor.Tell($"escalated: {cause.Message}", ActorRefs.NoSender);
            return Directive.Stop;
        }));
        grandparent.Tell(new Some.Spawn(Props.Create(() => new Some.Supervisor(Always(Directive.Escalate))), "middle"));
        var middle = ExpectMsg<IActorRef>();
        var child = Child(middle, "a");
        Watch(middle);

        child.Tell(Failure("bad"));

        ExpectMsg("escalated: bad");
        ExpectMsg("a stopped");
        ExpectTerminated(middle);
    }

    [Fact]
    public void By_default_a_failed_child_is_restarted()
    {
        var child = Child(Supervisor(SupervisorStrategy.DefaultStrategy), "a");

        child.Tell(Failure("bad"));

        FishForMessage(message => message.Equals("a restarted after bad"));
    }

    [Fact]
    public void One_for_one_leaves_the_siblings_alone()
    {
        var supervisor = Supervisor(Always(Directive.Restart));
        var first = Child(supervisor, "first");
        var second = Child(supervisor, "second");
        second.Tell("x");
        ExpectMsg("x 1");

        first.Tell(Failure("bad"));
        FishForMessage(message => message.Equals("first started"));

        second.Tell("x");
        ExpectMsg("x 2");
    }

    [Fact]
    public void All_for_one_restarts_the_siblings_too()
    {
        var supervisor = Supervisor(new AllForOneStrategy(_ => Directive.Restart));
        var first = Child(supervisor, "first");
        var second = Child(supervisor, "second");
        second.Tell("x");
        ExpectMsg("x 1");

        first.Tell(Failure("bad"));

        var messages = ReceiveN(10).Cast<string>().ToList();
        Assert.Contains("first restarted after bad", messages);
        Assert.Contains("second restarted after bad", messages);
        second.Tell("x");
        ExpectMsg("x 1");
    }

    [Fact]
    public void All_for_one_stops_the_siblings_too()
    {
        var supervisor = Supervisor(new AllForOneStrategy(_ => Directive.Stop));
        var first = Child(supervisor, "first");
        var second = Child(supervisor, "second");

        first.Tell(Failure("bad"));

        var stopped = ReceiveN(2);
        Assert.Contains("first stopped", stopped);
        Assert.Contains("second stopped", stopped);
        Watch(second);
        ExpectTerminated(second);
    }

    [Fact]
    public void A_child_that_fails_more_often_than_allowed_is_stopped()
    {
        var supervisor = Supervisor(new OneForOneStrategy(
            maxNrOfRetries: 2, withinTimeRange: TimeSpan.FromMinutes(1), localOnlyDecider: _ => Directive.Restart));
        var child = Child(supervisor, "a");
        Watch(child);

        for (var i = 1; i <= 3; i++) child.Tell(Failure($"bad {i}"));

        FishForMessage(message => message.Equals("a restarted after bad 1"));
        FishForMessage(message => message.Equals("a restarted after bad 2"));
        FishForMessage(message => message is Terminated);
    }

    [Fact]
    public void Restarts_are_counted_for_ever_where_no_time_range_is_set()
    {
        var supervisor = Supervisor(new OneForOneStrategy(1, Timeout.Infinite, _ => Directive.Restart));
        var child = Child(supervisor, "a");
        Watch(child);

        child.Tell(Failure("bad 1"));
        FishForMessage(message => message.Equals("a started"));
        child.Tell(Failure("bad 2"));

        ExpectMsg("a stopped");
        ExpectTerminated(child);
    }

    [Fact]
    public void A_limit_of_no_retries_stops_at_the_first_failure()
    {
        var child = Child(Supervisor(new OneForOneStrategy(0, Timeout.Infinite, _ => Directive.Restart)), "a");
        Watch(child);

        child.Tell(Failure("bad"));

        ExpectMsg("a stopped");
        ExpectTerminated(child);
    }

    [Fact]
    public void The_strategy_of_the_props_goes_before_the_actors_own()
    {
        var supervisor = Sys.ActorOf(Props.Create(() => new Some.Supervisor(Always(Directive.Restart)))
            .WithSupervisorStrategy(Always(Directive.Stop)));
        var child = Child(supervisor, "a");
        Watch(child);

        child.Tell(Failure("bad"));

        ExpectMsg("a stopped");
        ExpectTerminated(child);
    }

    [Fact]
    public void The_default_decider_stops_what_was_killed_or_not_made_and_restarts_the_rest()
    {
        var decider = SupervisorStrategy.DefaultDecider;

        Assert.Equal(Directive.Stop, decider.Decide(new ActorKilledException("Kill")));
        Assert.Equal(Directive.Stop, decider.Decide(new ActorInitializationException("no")));
        Assert.Equal(Directive.Stop, decider.Decide(new DeathPactException(TestActor)));
        Assert.Equal(Directive.Restart, decider.Decide(new FormatException()));
    }

    [Fact]
    public void A_failure_is_published_with_its_cause_and_the_path_of_the_actor()
    {
        var child = Child(Supervisor(Always(Directive.Stop)), "a");
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(Error));

        child.Tell(Failure("bad"));

        var error = probe.FishForMessage<Error>(published => published.Cause is FormatException);
        Assert.Equal(child.Path.ToString(), error.LogSource);
    }
}

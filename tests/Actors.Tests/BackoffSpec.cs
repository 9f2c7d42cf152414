namespace Tapedeck.Tests.Actors;

public sealed class BackoffSpec : VirtualTimeSpec
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private sealed class Child : ReceiveActor
    {
        private readonly IActorRef _listener;

        public Child(IActorRef listener)
        {
            _listener = listener;
            Receive<string>(message => message == "stop", _ => Context.Stop(Self));
            Receive<string>(message => message == "to parent", _ => Context.Parent.Tell("from child"));
            Receive<string>(message => Sender.Tell(message));
            Receive<Some.Failure>(failure => throw failure.Cause);
        }

        protected override void PreStart() => _listener.Tell("started");

        protected override void PostStop() => _listener.Tell("stopped");
    }

    private static readonly Some.Failure Bad = new(new FormatException("bad"));

    private Props ChildProps => Props.Create(() => new Child(TestActor));

    private BackoffOptions OnFailure(int retries = -1) =>
        Backoff.OnFailure(ChildProps, "child", Second, Minute, 0.0, retries);

    private BackoffOptions OnStop(int retries = -1) =>
        Backoff.OnStop(ChildProps, "child", Second, Minute, 0.0, retries);

    private IActorRef Start(BackoffOptions options)
    {
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(options), "supervisor");
        ExpectMsg("started");
        return supervisor;
    }

    private int RestartsOf(IActorRef supervisor)
    {
        var probe = CreateTestProbe();
        probe.Send(supervisor, BackoffSupervisor.GetRestartCount.Instance);
        return probe.ExpectMsg<BackoffSupervisor.RestartCount>().Count;
    }

    /// <summary>Returns once the supervisor has handled the end of its child.</summary>
    private void AwaitRestarts(IActorRef supervisor, int count) =>
        AwaitCondition(() => RestartsOf(supervisor) == count, TimeSpan.FromSeconds(3));

    [Fact]
    public void A_failed_child_is_started_again_after_the_first_delay()
    {
        var supervisor = Start(OnFailure());

        supervisor.Tell(Bad);
        ExpectMsg("stopped");
        AwaitRestarts(supervisor, 1);

        Time.Advance(Second / 2);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        Time.Advance(Second / 2);
        ExpectMsg("started");
    }

    [Fact]
    public void Each_delay_is_twice_the_one_before()
    {
        var supervisor = Start(OnFailure().WithManualReset());

        foreach (var (restarts, delay) in new[] { (1, Second), (2, Second * 2), (3, Second * 4) })
        {
            supervisor.Tell(Bad);
            ExpectMsg("stopped");
            AwaitRestarts(supervisor, restarts);
            Time.Advance(delay - TimeSpan.FromMilliseconds(1));
            ExpectNoMsg(TimeSpan.FromMilliseconds(20));
            Time.Advance(TimeSpan.FromMilliseconds(1));
            ExpectMsg("started");
        }
    }

    [Fact]
    public void A_child_that_lives_long_enough_sets_the_count_back()
    {
        var supervisor = Start(OnFailure().WithAutoReset(Second * 10));
        supervisor.Tell(Bad);
        ExpectMsg("stopped");
        AwaitRestarts(supervisor, 1);
        Time.Advance(Second);
        ExpectMsg("started");
        Assert.Equal(1, RestartsOf(supervisor));

        Time.Advance(Second * 10);

        AwaitRestarts(supervisor, 0);
    }

    [Fact]
    public void A_manual_reset_sets_the_count_back()
    {
        var supervisor = Start(OnFailure().WithManualReset());
        supervisor.Tell(Bad);
        ExpectMsg("stopped");
        AwaitRestarts(supervisor, 1);

        supervisor.Tell(BackoffSupervisor.Reset.Instance);

        AwaitRestarts(supervisor, 0);
    }

    [Fact]
    public void After_the_last_retry_the_supervisor_stops()
    {
        var supervisor = Start(OnFailure(retries: 1).WithManualReset());
        supervisor.Tell(Bad);
        ExpectMsg("stopped");
        AwaitRestarts(supervisor, 1);
        Time.Advance(Second);
        ExpectMsg("started");
        Watch(supervisor);

        supervisor.Tell(Bad);

        ExpectMsg("stopped");
        ExpectTerminated(supervisor);
    }

    [Fact]
    public void On_failure_a_child_that_stops_by_itself_ends_the_supervisor()
    {
        var supervisor = Start(OnFailure());
        Watch(supervisor);

        supervisor.Tell("stop");

        ExpectMsg("stopped");
        ExpectTerminated(supervisor);
    }

    [Fact]
    public void On_stop_a_child_that_stops_by_itself_is_started_again()
    {
        var supervisor = Start(OnStop());

        supervisor.Tell("stop");
        ExpectMsg("stopped");
        AwaitRestarts(supervisor, 1);

        Time.Advance(Second);
        ExpectMsg("started");
    }

    [Fact]
    public void On_stop_a_failed_child_can_be_stopped_first()
    {
        var supervisor = Start(OnStop().WithDefaultStoppingStrategy());

        supervisor.Tell(Bad);
        ExpectMsg("stopped");
        AwaitRestarts(supervisor, 1);

        Time.Advance(Second);
        ExpectMsg("started");
    }

    [Fact]
    public void Messages_go_to_the_child_and_its_own_to_the_parent()
    {
        var supervisor = Start(OnFailure());

        supervisor.Tell("hello");
        ExpectMsg("hello");

        supervisor.Tell(BackoffSupervisor.GetCurrentChild.Instance);
        Assert.Equal("child", ExpectMsg<BackoffSupervisor.CurrentChild>().Ref!.Path.Name);
    }

    [Fact]
    public void While_the_child_is_down_messages_are_dead_letters()
    {
        var supervisor = Start(OnFailure());
        supervisor.Tell(Bad);
        ExpectMsg("stopped");
        AwaitRestarts(supervisor, 1);
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(DeadLetter));

        supervisor.Tell("hello");

        Assert.Equal("hello", probe.ExpectMsg<DeadLetter>().Message);
    }

    [Fact]
    public void While_the_child_is_down_senders_may_be_answered()
    {
        var supervisor = Start(OnFailure().WithReplyWhileStopped("not now"));
        supervisor.Tell(Bad);
        ExpectMsg("stopped");
        AwaitRestarts(supervisor, 1);

        supervisor.Tell("hello");

        ExpectMsg("not now");
    }

    [Fact]
    public void After_a_final_message_the_end_of_the_child_is_the_supervisors()
    {
        var supervisor = Start(OnStop().WithFinalStopMessage(message => message.Equals("stop")));
        Watch(supervisor);

        supervisor.Tell("stop");

        ExpectMsg("stopped");
        ExpectTerminated(supervisor);
    }

    [Fact]
    public void Delays_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(
            () => BackoffSupervisor.Props(Backoff.OnStop(ChildProps, "child", TimeSpan.Zero, Minute, 0.0, -1)));
        Assert.Throws<ArgumentException>(
            () => BackoffSupervisor.Props(Backoff.OnStop(ChildProps, "child", Minute, Second, 0.0, -1)));
        Assert.Throws<ArgumentException>(
            () => BackoffSupervisor.Props(Backoff.OnStop(ChildProps, "child", Second, Minute, 2.0, -1)));
    }
}

namespace Tapedeck.Tests.Actors;

public sealed class TimersSpec : VirtualTimeSpec
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private sealed record StartOnce(string Key, string Message, TimeSpan After);

    private sealed record StartPeriodic(string Key, string Message, TimeSpan First, TimeSpan Interval);

    private sealed record Cancel(string Key);

    private sealed record Busy(ManualResetEventSlim Began, ManualResetEventSlim Gate, Action<ITimerScheduler> Then);

    private sealed class Ticking : ReceiveActor, IWithTimers
    {
        public Ticking(IActorRef listener)
        {
            Receive<StartOnce>(start =>
            {
                Timers.StartSingleTimer(start.Key, start.Message, start.After);
                listener.Tell(Timers.IsTimerActive(start.Key));
            });
            Receive<StartPeriodic>(start =>
            {
                if (start.First == start.Interval) Timers.StartPeriodicTimer(start.Key, start.Message, start.Interval);
                else Timers.StartPeriodicTimer(start.Key, start.Message, start.First, start.Interval);
                listener.Tell(Timers.IsTimerActive(start.Key));
            });
            Receive<Cancel>(cancel =>
            {
                Timers.Cancel(cancel.Key);
                listener.Tell(Timers.IsTimerActive(cancel.Key));
            });
            Receive<Busy>(busy =>
            {
                busy.Began.Set();
                busy.Gate.Wait(TimeSpan.FromSeconds(5));
                busy.Then(Timers);
            });
            Receive<Some.Failure>(failure => throw failure.Cause);
            Receive<string>(message => listener.Tell(message));
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Self.Tell("started");
    }

    private IActorRef NewTicking()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Ticking(TestActor)));
        ExpectMsg("started");
        return actor;
    }

    private void Start(IActorRef actor, object start)
    {
        actor.Tell(start);
        ExpectMsg(true);
    }

    /// <summary>Lets a tick queue up behind a message that then does something to the timers.</summary>
    private void QueueTickBehind(IActorRef actor, Action<ITimerScheduler> then)
    {
        using var began = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        actor.Tell(new Busy(began, gate, then));
        Assert.True(began.Wait(TimeSpan.FromSeconds(5)));
        Time.Advance(Second);
        gate.Set();
        actor.Tell("end");
        ExpectMsg("end");
    }

    [Fact]
    public void A_single_timer_fires_once_at_its_time()
    {
        var actor = NewTicking();
        Start(actor, new StartOnce("k", "tick", Second));

        Time.Advance(Second / 2);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        Time.Advance(Second / 2);
        ExpectMsg("tick");
        Time.Advance(Second);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void A_periodic_timer_fires_at_every_interval()
    {
        var actor = NewTicking();
        Start(actor, new StartPeriodic("k", "tick", Second, Second));

        for (var i = 0; i < 3; i++)
        {
            Time.Advance(Second);
            ExpectMsg("tick");
        }
    }

    [Fact]
    public void The_first_delay_may_be_another_one()
    {
        var actor = NewTicking();
        Start(actor, new StartPeriodic("k", "tick", Second * 3, Second));

        Time.Advance(Second);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        Time.Advance(Second * 2);
        ExpectMsg("tick");
        Time.Advance(Second);
        ExpectMsg("tick");
    }

    [Fact]
    public void A_cancelled_timer_sends_nothing_more()
    {
        var actor = NewTicking();
        Start(actor, new StartPeriodic("k", "tick", Second, Second));

        actor.Tell(new Cancel("k"));
        ExpectMsg(false);

        Time.Advance(Second);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void A_tick_that_is_queued_when_its_timer_is_cancelled_is_not_delivered()
    {
        var actor = NewTicking();
        Start(actor, new StartOnce("k", "tick", Second));

        QueueTickBehind(actor, timers => timers.Cancel("k"));

        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void A_tick_that_is_queued_when_its_timer_is_replaced_is_not_delivered()
    {
        var actor = NewTicking();
        Start(actor, new StartOnce("k", "old", Second));

        QueueTickBehind(actor, timers => timers.StartSingleTimer("k", "new", Second));

        Time.Advance(Second);
        ExpectMsg("new");
    }

    [Fact]
    public void A_queued_tick_is_delivered_if_its_timer_is_still_there()
    {
        var actor = NewTicking();
        Start(actor, new StartOnce("k", "tick", Second));
        using var began = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        actor.Tell(new Busy(began, gate, _ => { }));
        Assert.True(began.Wait(TimeSpan.FromSeconds(5)));

        Time.Advance(Second);
        gate.Set();

        ExpectMsg("tick");
    }

    [Fact]
    public void CancelAll_ends_every_timer()
    {
        var actor = NewTicking();
        Start(actor, new StartOnce("a", "tick a", Second));
        Start(actor, new StartOnce("b", "tick b", Second));

        QueueTickBehind(actor, timers => timers.CancelAll());

        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void A_restart_ends_the_timers()
    {
        var actor = NewTicking();
        Start(actor, new StartOnce("k", "tick", Second));

        actor.Tell(new Some.Failure(new FormatException()));
        ExpectMsg("started");

        Time.Advance(Second);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void A_timer_that_fired_is_no_longer_active()
    {
        var actor = NewTicking();
        Start(actor, new StartOnce("k", "tick", Second));
        Time.Advance(Second);
        ExpectMsg("tick");

        actor.Tell(new Cancel("k"));

        ExpectMsg(false);
    }
}

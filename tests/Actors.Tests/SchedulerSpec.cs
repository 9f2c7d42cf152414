namespace Tapedeck.Tests.Actors;

public sealed class SchedulerSpec : VirtualTimeSpec
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_message_is_sent_at_its_time_and_from_its_sender()
    {
        var probe = CreateTestProbe();
        Sys.Scheduler.ScheduleTellOnce(Second, TestActor, "later", probe.Ref);

        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        Time.Advance(Second);

        ExpectMsg("later");
        Assert.Equal(probe.Ref, LastSender);
    }

    [Fact]
    public void Messages_that_fall_due_together_are_sent_in_the_order_of_their_times()
    {
        Sys.Scheduler.ScheduleTellOnce(Second * 2, TestActor, "second", ActorRefs.NoSender);
        Sys.Scheduler.ScheduleTellOnce(Second, TestActor, "first", ActorRefs.NoSender);

        Time.Advance(Second * 3);

        ExpectMsg("first");
        ExpectMsg("second");
    }

    [Fact]
    public void What_is_cancelled_is_not_sent()
    {
        var once = Sys.Scheduler.ScheduleTellOnceCancelable(Second, TestActor, "once", ActorRefs.NoSender);
        var again = Sys.Scheduler
            .ScheduleTellRepeatedlyCancelable(Second, Second, TestActor, "again", ActorRefs.NoSender);
        once.Cancel();
        Time.Advance(Second);
        ExpectMsg("again");
        again.Cancel();

        Time.Advance(Second);

        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        Assert.True(once.IsCancellationRequested);
    }

    [Fact]
    public void One_handle_may_cancel_many()
    {
        using var handle = new Cancelable(Sys.Scheduler);
        Sys.Scheduler.ScheduleTellOnce(Second, TestActor, "a", ActorRefs.NoSender, handle);
        Sys.Scheduler.ScheduleTellRepeatedly(Second, Second, TestActor, "b", ActorRefs.NoSender, handle);

        handle.Cancel();
        Time.Advance(Second);

        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void Something_repeated_goes_on()
    {
        Sys.Scheduler.ScheduleTellRepeatedly(TimeSpan.Zero, Second, TestActor, "again", ActorRefs.NoSender);

        for (var i = 0; i < 3; i++)
        {
            Time.Advance(Second);
            ExpectMsg("again");
        }
    }

    [Fact]
    public void The_receive_timeout_comes_when_nothing_else_does()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(TestActor)));
        ExpectMsg("started");

        Time.Advance(Second / 2);
        actor.Tell("activity");
        ExpectMsg("activity");
        Time.Advance(Second / 2);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        Time.Advance(Second / 2);
        ExpectMsg("timeout");
    }

    [Fact]
    public void The_receive_timeout_can_be_ended()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(TestActor)));
        ExpectMsg("started");
        actor.Tell("no timeout");
        ExpectMsg("no timeout");

        Time.Advance(Second);

        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    private sealed class Waiting : ReceiveActor
    {
        public Waiting(IActorRef listener)
        {
            SetReceiveTimeout(Second);
            Receive<ReceiveTimeout>(_ => listener.Tell("timeout"));
            Receive<string>(message =>
            {
                if (message == "no timeout") SetReceiveTimeout(null);
                listener.Tell(message);
            });
            Self.Tell("started");
        }
    }
}

namespace Tapedeck.Tests.Actors;

public sealed class RealTimeSpec : ActorSpec
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void A_message_scheduled_once_comes_once()
    {
        Sys.Scheduler.ScheduleTellOnce(Short, TestActor, "later", ActorRefs.NoSender);

        ExpectMsg("later");
        ExpectNoMsg(TimeSpan.FromMilliseconds(60));
    }

    [Fact]
    public void A_message_scheduled_repeatedly_comes_until_it_is_cancelled()
    {
        var handle = Sys.Scheduler
            .ScheduleTellRepeatedlyCancelable(Short, Short, TestActor, "again", ActorRefs.NoSender);
        ReceiveN(3);

        handle.Cancel();

        TakeWhatIsThere();
        ExpectNoMsg(TimeSpan.FromMilliseconds(60));
    }

    private void TakeWhatIsThere()
    {
        while (ReceiveOne(TimeSpan.FromMilliseconds(30)) is not null)
        {
        }
    }

    [Fact]
    public void The_receive_timeout_comes_when_nothing_else_does()
    {
        Sys.ActorOf(Props.Create(() => new Waiting(TestActor)));

        ExpectMsg("timeout");
    }

    private sealed class Waiting : ReceiveActor
    {
        public Waiting(IActorRef listener)
        {
            SetReceiveTimeout(Short);
            Receive<ReceiveTimeout>(_ =>
            {
                SetReceiveTimeout(null);
                listener.Tell("timeout");
            });
        }
    }
}

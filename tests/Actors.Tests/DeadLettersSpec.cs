namespace Tapedeck.Tests.Actors;

public sealed class DeadLettersSpec : ActorSpec
{
    private sealed class Suppressed : IDeadLetterSuppression;

    private sealed class OnlyStrings : ReceiveActor
    {
        public OnlyStrings() => Receive<string>(_ => { });
    }

    private IActorRef Ended()
    {
        var actor = Sys.ActorOf<Some.Echo>("ended");
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        return actor;
    }

    [Fact]
    public void A_message_to_an_ended_actor_is_published()
    {
        var actor = Ended();
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        actor.Tell("too late");

        var letter = ExpectMsg<DeadLetter>();
        Assert.Equal("too late", letter.Message);
        Assert.Equal(TestActor, letter.Sender);
        Assert.Equal(actor, letter.Recipient);
    }

    [Fact]
    public void What_is_left_in_the_mailbox_is_published_in_its_order()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        using var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new StopsAtTheGate(gate)));
        actor.Tell("stop");
        for (var i = 0; i < 20; i++) actor.Tell(i);

        gate.Set();

        Assert.Equal(Enumerable.Range(0, 20).Cast<object>(), ReceiveN(20).Cast<DeadLetter>().Select(l => l.Message));
    }

    private sealed class StopsAtTheGate : ReceiveActor
    {
        public StopsAtTheGate(ManualResetEventSlim gate) => ReceiveAny(_ =>
        {
            gate.Wait(TimeSpan.FromSeconds(5));
            Context.Stop(Self);
        });
    }

    [Fact]
    public void A_message_to_where_nobody_lives_is_published()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        Sys.ActorSelection("/user/nobody").Tell("hello");

        Assert.Equal("hello", ExpectMsg<DeadLetter>().Message);
    }

    [Fact]
    public void A_message_to_the_dead_letters_themselves_is_published()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        Sys.DeadLetters.Tell("hello", ActorRefs.NoSender);

        var letter = ExpectMsg<DeadLetter>();
        Assert.Equal("hello", letter.Message);
        Assert.Equal(Sys.DeadLetters, letter.Sender);
    }

    [Fact]
    public void A_suppressed_message_is_no_dead_letter()
    {
        var actor = Ended();
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(SuppressedDeadLetter));

        actor.Tell(new Suppressed());

        Assert.IsType<Suppressed>(probe.ExpectMsg<SuppressedDeadLetter>().Message);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void A_message_without_a_handler_is_published_as_unhandled()
    {
        var actor = Sys.ActorOf<OnlyStrings>();
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));

        actor.Tell(7);

        var unhandled = ExpectMsg<UnhandledMessage>();
        Assert.Equal(7, unhandled.Message);
        Assert.Equal(actor, unhandled.Recipient);
        Assert.Equal(TestActor, unhandled.Sender);
    }

    [Fact]
    public void Without_a_sender_the_dead_letters_are_the_sender()
    {
        var actor = Sys.ActorOf(Props.Create(() => new TellsItsSender(TestActor)));

        actor.Tell("who", ActorRefs.NoSender);

        ExpectMsg(Sys.DeadLetters);
    }

    private sealed class TellsItsSender : ReceiveActor
    {
        public TellsItsSender(IActorRef listener) => ReceiveAny(_ => listener.Tell(Sender));
    }

    [Fact]
    public void Nobody_swallows_everything()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        ActorRefs.Nobody.Tell("hello", TestActor);

        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        Assert.True(ActorRefs.Nobody.IsNobody());
    }
}

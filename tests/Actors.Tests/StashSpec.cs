namespace Tapedeck.Tests.Actors;

public sealed class StashSpec : ActorSpec
{
    private sealed class Door : ReceiveActor, IWithUnboundedStash
    {
        private readonly IActorRef _listener;

        public Door(IActorRef listener)
        {
            _listener = listener;
            Closed();
        }

        public IStash Stash { get; set; } = null!;

        protected override void PreStart() => _listener.Tell("started");

        private void Closed()
        {
            Receive<string>(message => message == "open", _ =>
            {
                Become(Open);
                Stash.UnstashAll();
            });
            Receive<string>(message => message == "one", _ => Stash.Unstash());
            Receive<string>(message => message == "twice", _ =>
            {
                Stash.Stash();
                Stash.Stash();
            });
            Receive<Some.Failure>(failure => throw failure.Cause);
            Receive<int>(number => number < 0, number => Sender.Tell(number));
            ReceiveAny(_ => Stash.Stash());
        }

        private void Open() => ReceiveAny(message => Sender.Tell(message));
    }

    private IActorRef NewDoor()
    {
        var door = Sys.ActorOf(Props.Create(() => new Door(TestActor)), "door");
        ExpectMsg("started");
        return door;
    }

    [Fact]
    public void Stashed_messages_come_back_in_their_order_and_with_their_sender()
    {
        var door = NewDoor();
        var probe = CreateTestProbe();

        for (var i = 0; i < 5; i++) probe.Send(door, i);
        probe.Send(door, "open");

        Assert.Equal([0, 1, 2, 3, 4], probe.ReceiveN(5).Cast<int>());
    }

    [Fact]
    public void Stashed_messages_go_before_those_in_the_mailbox()
    {
        using var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new Gated(gate)));
        actor.Tell("stashed");
        actor.Tell("open");
        actor.Tell("queued");

        gate.Set();

        ExpectMsg("stashed");
        ExpectMsg("queued");
    }

    private sealed class Gated : ReceiveActor, IWithUnboundedStash
    {
        public Gated(ManualResetEventSlim gate)
        {
            Receive<string>(message => message == "open", _ =>
            {
                gate.Wait(TimeSpan.FromSeconds(5));
                Become(() => ReceiveAny(message => Sender.Tell(message)));
                Stash.UnstashAll();
            });
            ReceiveAny(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;
    }

    [Fact]
    public void A_restart_puts_the_stashed_messages_back()
    {
        var door = NewDoor();

        door.Tell("kept");
        door.Tell(new Some.Failure(new FormatException()));
        ExpectMsg("started");
        door.Tell("open");

        ExpectMsg("kept");
    }

    [Fact]
    public void What_is_stashed_at_the_end_becomes_dead_letters()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(DeadLetter));
        var door = NewDoor();

        door.Tell("left over");
        door.Tell(PoisonPill.Instance);

        Assert.Equal("left over", probe.ExpectMsg<DeadLetter>().Message);
    }

    [Fact]
    public void One_message_can_be_stashed_only_once()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(Error));

        NewDoor().Tell("twice");

        Assert.NotNull(probe.FishForMessage<Error>(error => error.Cause is IllegalActorStateException));
    }

    [Fact]
    public void Unstash_brings_back_the_oldest()
    {
        var actor = Sys.ActorOf(Props.Create<OneByOne>());
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("one");

        ExpectMsg(1);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    private sealed class OneByOne : ReceiveActor, IWithUnboundedStash
    {
        private bool _open;

        public OneByOne()
        {
            Receive<string>(_ =>
            {
                _open = true;
                Stash.Unstash();
            });
            Receive<int>(number =>
            {
                if (_open) Sender.Tell(number);
                else Stash.Stash();
            });
        }

        public IStash Stash { get; set; } = null!;
    }
}

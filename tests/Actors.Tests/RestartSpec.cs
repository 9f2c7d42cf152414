namespace Tapedeck.Tests.Actors;

public sealed class RestartSpec : ActorSpec
{
    private sealed class Parent : ReceiveActor
    {
        private readonly IActorRef _listener;
        private readonly bool _keepsChildren;

        public Parent(IActorRef listener, bool keepsChildren)
        {
            _listener = listener;
            _keepsChildren = keepsChildren;
            Receive<Some.Spawn>(spawn => Sender.Tell(Context.ActorOf(spawn.Props, spawn.Name)));
            Receive<Some.Failure>(failure => throw failure.Cause);
            Receive<string>(message => Sender.Tell(message));
        }

        protected override void PreStart() => _listener.Tell("parent started");

        protected override void PreRestart(Exception reason, object? message)
        {
            _listener.Tell((message as Some.Failure)?.Cause.Message ?? "no message");
            if (!_keepsChildren) base.PreRestart(reason, message);
        }
    }

    private sealed class FailsWhileRestarting : ReceiveActor
    {
        public FailsWhileRestarting(IActorRef listener)
        {
            Receive<Some.Failure>(failure => throw failure.Cause);
            Receive<string>(message => listener.Tell(message));
        }

        protected override void PreRestart(Exception reason, object? message) => throw new FormatException("again");
    }

    private sealed class FailsOnSecondMaking : ReceiveActor
    {
        public FailsOnSecondMaking(int[] made)
        {
            if (++made[0] > 1) throw new FormatException("not twice");
            Receive<Some.Failure>(failure => throw failure.Cause);
        }
    }

    private IActorRef Child(IActorRef parent, string name)
    {
        parent.Tell(new Some.Spawn(Props.Create(() => new Some.Mortal(TestActor, name)), name));
        IActorRef? child = null;
        foreach (var message in ReceiveN(3)) child = message as IActorRef ?? child;
        return child!;
    }

    [Fact]
    public void A_restart_stops_the_children_first()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(TestActor, false)));
        ExpectMsg("parent started");
        Child(parent, "child");

        parent.Tell(new Some.Failure(new FormatException("bad")));

        ExpectMsg("bad");
        ExpectMsg("child stopped");
        ExpectMsg("parent started");
    }

    [Fact]
    public void Children_that_are_kept_are_restarted_with_their_parent()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(TestActor, true)));
        ExpectMsg("parent started");
        var child = Child(parent, "child");

        parent.Tell(new Some.Failure(new FormatException("bad")));

        ExpectMsg("bad");
        ExpectMsg("parent started");
        ExpectMsg("child failed with bad");
        ExpectMsg("child stopped");
        ExpectMsg("child made");
        ExpectMsg("child restarted after bad");
        ExpectMsg("child started");
        child.Tell("x");
        ExpectMsg("x 1");
    }

    [Fact]
    public void The_failed_message_is_not_handled_again_and_those_behind_it_are()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Parent(TestActor, false)));
        ExpectMsg("parent started");

        actor.Tell("one");
        actor.Tell(new Some.Failure(new FormatException("bad")));
        actor.Tell("two");
        actor.Tell("three");

        ExpectMsg("one");
        ExpectMsg("bad");
        ExpectMsg("parent started");
        ExpectMsg("two");
        ExpectMsg("three");
    }

    [Fact]
    public void A_failure_in_PreRestart_does_not_hold_the_restart_up()
    {
        var actor = Sys.ActorOf(Props.Create(() => new FailsWhileRestarting(TestActor)));

        actor.Tell(new Some.Failure(new FormatException("bad")));
        actor.Tell("alive");

        ExpectMsg("alive");
    }

    [Fact]
    public void An_actor_that_cannot_be_made_anew_is_stopped()
    {
        var actor = Sys.ActorOf(Props.Create(() => new FailsOnSecondMaking(new int[1])));
        Watch(actor);

        actor.Tell(new Some.Failure(new FormatException("bad")));

        ExpectTerminated(actor);
    }

    [Fact]
    public void The_arguments_of_the_props_are_the_same_for_every_instance()
    {
        var numbers = new Queue<int>([1, 2, 3]);
        var actor = Sys.ActorOf(Props.Create(() => new Numbered(numbers.Dequeue())));

        actor.Tell("number");
        ExpectMsg(1);
        actor.Tell(new Some.Failure(new FormatException("bad")));
        actor.Tell("number");
        ExpectMsg(1);
    }

    private sealed class Numbered : ReceiveActor
    {
        public Numbered(int number)
        {
            Receive<Some.Failure>(failure => throw failure.Cause);
            Receive<string>(_ => Sender.Tell(number));
        }
    }
}

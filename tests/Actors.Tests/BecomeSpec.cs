namespace Tapedeck.Tests.Actors;

public sealed class BecomeSpec : ActorSpec
{
    private sealed class Moody : ReceiveActor
    {
        public Moody() => Calm();

        private void Calm()
        {
            Receive<string>(message => message == "anger", _ => Become(Angry));
            Receive<string>(message => message == "visit", _ => BecomeStacked(Visiting));
            Receive<string>(_ => Sender.Tell("calm"));
            Receive<Some.Failure>(failure => throw failure.Cause);
        }

        private void Angry()
        {
            Receive<string>(message => message == "soothe", _ => Become(Calm));
            Receive<Some.Failure>(failure => throw failure.Cause);
            ReceiveAny(_ => Sender.Tell("angry"));
        }

        private void Visiting()
        {
            Receive<string>(message => message == "leave", _ => UnbecomeStacked());
            Receive<string>(_ => Sender.Tell("visiting"));
        }
    }

    private sealed class Untyped : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message.Equals("switch")) Become(Other);
            else Sender.Tell($"first {message}");
        }

        private void Other(object message)
        {
            if (message.Equals("switch")) Become(OnReceive);
            else Sender.Tell($"other {message}");
        }
    }

    private sealed class Picky : ReceiveActor
    {
        public Picky()
        {
            Receive<int>(number => number > 10, number => Sender.Tell($"big {number}"));
            Receive<int>(number => Sender.Tell($"small {number}"), number => number > 0);
            Receive<int>(number => number == 0);
            Receive<IComparable>(value => Sender.Tell($"comparable {value}"));
            ReceiveAny(value => Sender.Tell($"any {value}"));
        }
    }

    private sealed class TooLate : ReceiveActor
    {
        public TooLate()
        {
            Receive<string>(_ => Receive<int>(_ => { }));
        }

        protected override void Unhandled(object message) { }
    }

    private sealed class AfterAny : ReceiveActor
    {
        public AfterAny()
        {
            ReceiveAny(_ => { });
            Receive<string>(_ => { });
        }
    }

    [Fact]
    public void Become_replaces_the_handlers()
    {
        var actor = Sys.ActorOf<Moody>();

        foreach (var message in new[] { "?", "anger", "?", "soothe", "?" }) actor.Tell(message);

        ExpectMsg("calm");
        ExpectMsg("angry");
        ExpectMsg("calm");
    }

    [Fact]
    public void A_stacked_behaviour_goes_back_to_the_one_below()
    {
        var actor = Sys.ActorOf<Moody>();

        foreach (var message in new[] { "visit", "?", "leave", "?" }) actor.Tell(message);

        ExpectMsg("visiting");
        ExpectMsg("calm");
    }

    [Fact]
    public void A_restart_begins_with_the_first_behaviour()
    {
        var actor = Sys.ActorOf<Moody>();

        actor.Tell("anger");
        actor.Tell(new Some.Failure(new FormatException()));
        actor.Tell("?");

        ExpectMsg("calm");
    }

    [Fact]
    public void An_untyped_actor_becomes_another_method()
    {
        var actor = Sys.ActorOf<Untyped>();

        foreach (var message in new[] { "a", "switch", "b", "switch", "c" }) actor.Tell(message);

        ExpectMsg("first a");
        ExpectMsg("other b");
        ExpectMsg("first c");
    }

    [Fact]
    public void The_first_handler_that_fits_takes_the_message()
    {
        var actor = Sys.ActorOf<Picky>();

        foreach (var message in new object[] { 11, 1, 0, -1, "text", Array.Empty<int>() }) actor.Tell(message);

        ExpectMsg("big 11");
        ExpectMsg("small 1");
        ExpectMsg("comparable -1");
        ExpectMsg("comparable text");
        Assert.StartsWith("any", ExpectMsg<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Handlers_are_declared_only_in_the_constructor_and_in_Become()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(Error));

        Sys.ActorOf<TooLate>().Tell("now");

        Assert.NotNull(probe.FishForMessage<Error>(error => error.Cause is InvalidOperationException));
    }

    [Fact]
    public void Nothing_can_be_declared_after_a_handler_for_everything()
    {
        var actor = Sys.ActorOf<AfterAny>();

        Watch(actor);

        ExpectTerminated(actor);
    }
}

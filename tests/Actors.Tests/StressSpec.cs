namespace Tapedeck.Tests.Actors;

public sealed class StressSpec : ActorSpec
{
    private sealed record Numbered(int Sender, int Number, bool Fails);

    private sealed class Flaky : ReceiveActor
    {
        public Flaky(IActorRef tally) => Receive<Numbered>(message =>
        {
            tally.Tell(message);
            if (message.Fails) throw new FormatException("as told");
        });
    }

    private sealed class Tally : ReceiveActor
    {
        private readonly Dictionary<int, int> _next = [];
        private int _count;

        public Tally(int expected, IActorRef listener) => Receive<Numbered>(message =>
        {
            _next.TryGetValue(message.Sender, out var next);
            if (message.Number != next)
                listener.Tell($"sender {message.Sender}: got {message.Number}, expected {next}");
            _next[message.Sender] = message.Number + 1;
            if (++_count == expected) listener.Tell("all");
        });
    }

    [Fact]
    public void Under_load_and_restarts_nothing_is_lost_and_no_sender_is_reordered()
    {
        const int senders = 16;
        const int each = 10_000;
        var seed = Random.Shared.Next();
        var tally = Sys.ActorOf(Props.Create(() => new Tally(senders * each, TestActor)));
        var quiet = new OneForOneStrategy(-1, Timeout.Infinite, _ => Directive.Restart, false);
        var supervisor = Sys.ActorOf(Props.Create(() => new Some.Supervisor(quiet)));
        supervisor.Tell(new Some.Spawn(Props.Create(() => new Flaky(tally)), "flaky"));
        var flaky = ExpectMsg<IActorRef>();

        Parallel.For(0, senders, sender =>
        {
            var random = new Random(seed + sender);
            for (var number = 0; number < each; number++)
                flaky.Tell(new Numbered(sender, number, random.Next(500) == 0), ActorRefs.NoSender);
        });

        var outcome = ReceiveOne(TimeSpan.FromSeconds(20));
        Assert.True("all".Equals(outcome), $"seed {seed}: {outcome ?? "messages were lost"}");
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Children_that_come_and_go_under_load_leave_nothing_behind()
    {
        const int children = 2_000;
        var parent = Sys.ActorOf(Props.Create<Breeding>());

        for (var i = 0; i < children; i++) parent.Tell("breed");

        Assert.All(ReceiveN(children, TimeSpan.FromSeconds(20)), message => Assert.Equal("ended", message));
        parent.Tell("count");
        ExpectMsg(0);
    }

    private sealed class Breeding : ReceiveActor
    {
        public Breeding()
        {
            Receive<string>(message => message == "breed", _ =>
            {
                var child = Context.ActorOf(Props.Create<Some.Echo>());
                Context.Watch(child);
                child.Tell(PoisonPill.Instance);
                _asker = Sender;
            });
            Receive<Terminated>(_ => _asker!.Tell("ended"));
            Receive<string>(_ => Sender.Tell(Context.GetChildren().Count()));
        }

        private IActorRef? _asker;
    }
}

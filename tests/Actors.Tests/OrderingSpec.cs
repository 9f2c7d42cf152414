namespace Tapedeck.Tests.Actors;

public sealed class OrderingSpec : ActorSpec
{
    private sealed record Numbered(int Sender, int Number);

    private sealed class Forwarder : ReceiveActor
    {
        public Forwarder(IActorRef target) => ReceiveAny(target.Forward);
    }

    [Fact]
    public void Messages_of_one_sender_arrive_in_the_order_they_were_told()
    {
        var forwarder = Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)));

        for (var i = 0; i < 1_000; i++) forwarder.Tell(i);

        Assert.Equal(Enumerable.Range(0, 1_000).Cast<object>(), ReceiveN(1_000));
    }

    [Fact]
    public void Each_of_many_senders_keeps_its_own_order()
    {
        const int senders = 8;
        const int each = 2_000;
        var forwarder = Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)));

        Parallel.For(0, senders, sender =>
        {
            for (var number = 0; number < each; number++)
                forwarder.Tell(new Numbered(sender, number), ActorRefs.NoSender);
        });

        var received = ReceiveN(senders * each, TimeSpan.FromSeconds(10)).Cast<Numbered>().ToList();
        foreach (var ofOne in received.GroupBy(message => message.Sender))
            Assert.Equal(Enumerable.Range(0, each), ofOne.Select(message => message.Number));
        Assert.Equal(senders, received.Select(message => message.Sender).Distinct().Count());
    }

    private sealed class Overlapping : ReceiveActor
    {
        private int _inside;

        public Overlapping() => Receive<IActorRef>(asker =>
        {
            var others = Interlocked.Increment(ref _inside) - 1;
            Thread.SpinWait(200);
            Interlocked.Decrement(ref _inside);
            asker.Tell(others);
        });
    }

    [Fact]
    public void An_actor_handles_one_message_at_a_time()
    {
        const int messages = 4_000;
        var actor = Sys.ActorOf<Overlapping>();

        Parallel.For(0, messages, _ => actor.Tell(TestActor, ActorRefs.NoSender));

        Assert.All(ReceiveN(messages, TimeSpan.FromSeconds(10)), others => Assert.Equal(0, others));
    }
}

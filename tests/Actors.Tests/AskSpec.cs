namespace Tapedeck.Tests.Actors;

public sealed class AskSpec : ActorSpec
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(3);

    private sealed class Teller : ReceiveActor
    {
        public Teller()
        {
            Receive<string>(
                message => message == "fail", _ => Sender.Tell(new Status.Failure(new FormatException("no"))));
            Receive<string>(message => message == "nothing", _ => { });
            Receive<string>(message => message == "twice", message =>
            {
                Sender.Tell(message);
                Sender.Tell("second");
            });
            Receive<string>(message => message == "sender", _ => Sender.Tell(Sender));
            ReceiveAny(message => Sender.Tell(message));
        }
    }

    private IActorRef NewTeller() => Sys.ActorOf<Teller>("teller");

    [Fact]
    public async Task The_reply_is_the_result()
    {
        Assert.Equal("hello", await NewTeller().Ask<string>("hello"));
        Assert.Equal(42, await Sys.ActorSelection("/user/teller").Ask<int>(42, Long));
        Assert.Equal("any", await Sys.ActorSelection("/user/teller").Ask("any", Long));
    }

    [Fact]
    public async Task No_reply_in_time_is_a_time_out()
    {
        var asked = NewTeller().Ask<string>("nothing", TimeSpan.FromMilliseconds(30));

        await Assert.ThrowsAsync<AskTimeoutException>(() => asked);
    }

    [Fact]
    public async Task A_failure_as_the_reply_is_thrown()
    {
        var thrown = await Assert.ThrowsAsync<FormatException>(() => NewTeller().Ask<string>("fail", Long));

        Assert.Equal("no", thrown.Message);
    }

    [Fact]
    public async Task A_failure_is_thrown_where_any_object_was_asked_for() =>
        await Assert.ThrowsAsync<FormatException>(() => NewTeller().Ask<object>("fail", Long));

    [Fact]
    public async Task A_failure_is_the_result_where_a_failure_was_asked_for() =>
        Assert.IsType<FormatException>((await NewTeller().Ask<Status.Failure>("fail", Long)).Cause);

    [Fact]
    public async Task A_reply_of_another_type_is_an_error() =>
        await Assert.ThrowsAsync<ArgumentException>(() => NewTeller().Ask<int>("text", Long));

    [Fact]
    public async Task A_cancelled_wait_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var asked = NewTeller().Ask<string>("nothing", source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task A_second_reply_is_a_dead_letter()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(DeadLetter));

        await NewTeller().Ask<string>("twice", Long);

        Assert.Equal("second", probe.ExpectMsg<DeadLetter>().Message);
    }

    [Fact]
    public async Task The_asker_has_a_temporary_path()
    {
        var asker = await NewTeller().Ask<IActorRef>("sender", Long);

        Assert.StartsWith("akka://test/temp/", asker.Path.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_may_ask_at_once()
    {
        var teller = NewTeller();

        var replies = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(number => teller.Ask<int>(number, Long)));

        Assert.Equal(Enumerable.Range(0, 1_000), replies);
    }

    [Fact]
    public async Task An_actor_may_ask_another_one_and_answer_with_the_reply()
    {
        var teller = NewTeller();
        var asking = Sys.ActorOf(Props.Create(() => new Asking(teller)));

        Assert.Equal("relayed hello", await asking.Ask<string>("hello", Long));
    }

    private sealed class Asking : ReceiveActor
    {
        public Asking(IActorRef other) => ReceiveAsync<string>(async message =>
            Sender.Tell("relayed " + await other.Ask<string>(message, Long)));
    }
}

using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Ingest;
using Tapedeck.ZeroMQ;
using static Tapedeck.Ingest.IngestProtocol;

namespace Tapedeck.Tests.Ingest;

/// <summary>The acknowledged port on a real ROUTER; the test stands where the enrichers and the journal stand.</summary>
public sealed class AcknowledgedReaderActorSpec : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ZmqContext _context = new();
    private readonly List<ZmqSocket> _dealers = [];
    private readonly ReaderCounters _counters = new();
    private string _endpoint = "";

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _dealers.ForEach(dealer => dealer.Dispose());
        _context.Dispose();
    }

    [Fact]
    public void A_hello_goes_through_the_journal_and_is_answered_with_what_it_says()
    {
        var reader = Bound();
        var dealer = Dealer();

        Send(dealer, "HELLO", "agent");
        var batch = ExpectMsg<FrameBatch>();
        var request = Assert.Single(batch.Requests!);
        Assert.True(request.IsHello);
        Assert.Equal("agent", request.Connection.Producer);

        Answer(reader, batch, new Acknowledgement(request.Connection, AcknowledgementKind.Welcome, 41, Text: "3-4 9-9"));
        Assert.Equal(["WELCOME", "41", "3-4", "9-9"], Receive(dealer));
    }

    [Fact]
    public void Records_go_on_with_their_numbers_and_topics()
    {
        var reader = Bound();
        var (dealer, _) = Welcomed(reader, "agent");

        Send(dealer, "RECORD", "1", "{}");
        Send(dealer, "RECORD", "2", "gemini_cli", "[]");

        var frames = ReceiveFrames(2);
        Assert.Equal([("agent", 1L, "", "{}"), ("agent", 2L, "gemini_cli", "[]")], frames);
    }

    [Fact]
    public void Nothing_is_acknowledged_before_it_is_durable_and_then_all_in_one_go()
    {
        var reader = Bound();
        var (dealer, connection) = Welcomed(reader, "agent");
        for (var number = 1; number <= 3; number++)
            Send(dealer, "RECORD", $"{number}", "{}");
        var batches = ReceiveBatches(3);
        Assert.False(dealer.TryReceive(new ZmqMessage(), TimeSpan.FromMilliseconds(100)));

        foreach (var batch in batches.SkipLast(1))
            Answer(reader, batch, []);
        Answer(
            reader, batches[^1], [.. Enumerable.Range(1, 3).Select(number =>
                new Acknowledgement(connection, AcknowledgementKind.Stored, number, 100 + number))]);

        Assert.Equal(["STORED", "3", "103"], Receive(dealer));
    }

    [Fact]
    public void A_rejection_is_told_with_its_reason_behind_what_was_stored_before_it()
    {
        var reader = Bound();
        var (dealer, connection) = Welcomed(reader, "agent");
        for (var number = 1; number <= 3; number++)
            Send(dealer, "RECORD", $"{number}", "{}");
        var batches = ReceiveBatches(3);

        foreach (var batch in batches.SkipLast(1))
            Answer(reader, batch, []);
        Answer(
            reader, batches[^1],
            new Acknowledgement(connection, AcknowledgementKind.Stored, 1, 101),
            new Acknowledgement(connection, AcknowledgementKind.Rejected, 2, Text: "empty frame"),
            new Acknowledgement(connection, AcknowledgementKind.Stored, 3, 102));

        Assert.Equal(["STORED", "1", "101"], Receive(dealer));
        Assert.Equal(["REJECTED", "2", "empty frame"], Receive(dealer));
        Assert.Equal(["STORED", "3", "102"], Receive(dealer));
    }

    [Theory]
    [InlineData("RECORD", "say HELLO first", "RECORD", "1", "{}")]
    [InlineData("HELLO", "HELLO with 0 frames behind it, expected a producer's name", "HELLO")]
    [InlineData("HELLO", "a producer's name of 0 bytes, expected 1 to 200", "HELLO", "")]
    [InlineData("HELLO", "a producer's name with control characters", "HELLO", "a\nb")]
    [InlineData("HELLO", "quarantine is the recorder's own", "HELLO", "quarantine")]
    [InlineData("GIVE", "unknown request \"GIVE\", expected HELLO or RECORD", "GIVE", "me", "all")]
    [InlineData("", "unknown request \"\", expected HELLO or RECORD", "")]
    public void A_request_that_is_none_is_refused_with_a_reason(string verb, string reason, params string[] request)
    {
        Bound();
        var dealer = Dealer();

        Send(dealer, request);

        Assert.Equal(["REFUSED", verb, reason], Receive(dealer));
        Assert.Equal(1, _counters.Refused);
    }

    [Theory]
    [InlineData("RECORD with 0 frames behind it, expected a number, perhaps a topic, and a payload", "RECORD")]
    [InlineData("RECORD with 1 frames behind it, expected a number, perhaps a topic, and a payload", "RECORD", "1")]
    [InlineData("RECORD with 4 frames behind it, expected a number, perhaps a topic, and a payload", "RECORD", "1", "a", "b", "c")]
    [InlineData("no number: \"0\", expected 1 to 9223372036854775807 without sign or leading zeros", "RECORD", "0", "{}")]
    [InlineData("no number: \"-1\", expected 1 to 9223372036854775807 without sign or leading zeros", "RECORD", "-1", "{}")]
    [InlineData("no number: \"1.5\", expected 1 to 9223372036854775807 without sign or leading zeros", "RECORD", "1.5", "{}")]
    [InlineData("no number: \"9999999999999999999\", expected 1 to 9223372036854775807 without sign or leading zeros", "RECORD", "9999999999999999999", "{}")]
    [InlineData("a number of 20 digits, expected 1 to 19", "RECORD", "10000000000000000000", "{}")]
    public void Half_a_record_is_refused_and_its_sender_has_to_say_hello_again(string reason, params string[] request)
    {
        var reader = Bound();
        var (dealer, _) = Welcomed(reader, "agent");

        Send(dealer, request);
        Assert.Equal(["REFUSED", "RECORD", reason], Receive(dealer));

        Send(dealer, "RECORD", "1", "{}");
        Assert.Equal(["REFUSED", "RECORD", "say HELLO first"], Receive(dealer));
    }

    [Fact]
    public void A_megabyte_of_digits_is_refused()
    {
        var reader = Bound();
        var (dealer, _) = Welcomed(reader, "agent");

        Send(dealer, "RECORD", new string('7', 1_000_000), "{}");

        Assert.Equal(["REFUSED", "RECORD", "a number of 1000000 digits, expected 1 to 19"], Receive(dealer));
    }

    [Fact]
    public void A_producer_that_somebody_speaks_for_is_not_given_to_another()
    {
        var reader = Bound();
        var (owner, connection) = Welcomed(reader, "agent");
        var thief = Dealer();

        Send(thief, "HELLO", "agent");

        Assert.Equal(["REFUSED", "HELLO", "another connection speaks for this producer"], Receive(thief));
        Assert.Equal("NOTICE", Receive(owner)[0]);
        Send(owner, "RECORD", "1", "{}");
        Answer(reader, ExpectMsg<FrameBatch>(), new Acknowledgement(connection, AcknowledgementKind.Stored, 1, 7));
        Assert.Equal(["STORED", "1", "7"], Receive(owner));
    }

    [Fact]
    public void A_producer_that_lost_its_connection_is_welcome_on_another()
    {
        var reader = Bound();
        var (owner, _) = Welcomed(reader, "agent");
        owner.Linger = TimeSpan.Zero;
        owner.Dispose();

        AwaitAssert(
            () =>
            {
                var again = Dealer();
                Send(again, "HELLO", "agent");
                Assert.True(ExpectMsg<FrameBatch>(TimeSpan.FromMilliseconds(200)).Requests![0].IsHello);
            },
            Patience);
    }

    [Fact]
    public void A_connection_speaks_for_one_producer()
    {
        var reader = Bound();
        var (dealer, _) = Welcomed(reader, "agent");

        Send(dealer, "HELLO", "another");

        Assert.Equal(["REFUSED", "HELLO", "this connection speaks for agent"], Receive(dealer));
    }

    [Fact]
    public void A_flood_of_hellos_is_refused_while_others_are_served()
    {
        var reader = Bound();
        var (flooder, _) = Welcomed(reader, "flooder");
        var (other, connection) = Welcomed(reader, "other");

        for (var i = 0; i < 1000; i++)
            Send(flooder, "HELLO", "flooder");
        Send(other, "RECORD", "1", "{}");

        var hellos = 0;
        while (true)
        {
            var batch = ExpectMsg<FrameBatch>(Patience);
            hellos += batch.Requests!.Count(request => request.IsHello);
            var isRecord = batch.Requests!.Any(request => !request.IsHello);
            Answer(reader, batch, isRecord ? [new Acknowledgement(connection, AcknowledgementKind.Stored, 1, 1)] : []);
            if (isRecord)
                break;
        }

        Assert.Equal(["STORED", "1", "1"], Receive(other));
        AwaitAssert(() => Assert.InRange(_counters.Refused, 890, 901), Patience);
        Assert.InRange(hellos, 0, 110);
        while (flooder.TryReceive(new ZmqMessage()))
        {
        }
    }

    [Fact]
    public void Acknowledgements_for_a_connection_that_is_gone_break_nothing()
    {
        var reader = Bound();
        var (gone, connection) = Welcomed(reader, "gone");
        Send(gone, "RECORD", "1", "{}");
        var batch = ExpectMsg<FrameBatch>();
        gone.Linger = TimeSpan.Zero;
        gone.Dispose();

        Answer(reader, batch, new Acknowledgement(connection, AcknowledgementKind.Stored, 1, 1));

        Welcomed(reader, "next");
    }

    [Fact]
    public void With_keys_a_producer_bears_the_name_of_its_key()
    {
        var settings = Settings("tcp://127.0.0.1:*") with { ChecksKeys = true };

        Assert.Null(settings.RefusalOf("claude_code", "claude_code"));
        Assert.Null(settings.RefusalOf("claude_code/3f9a", "claude_code"));
        Assert.Equal("the key claude_code may not speak for gemini_cli", settings.RefusalOf("gemini_cli", "claude_code"));
        Assert.NotNull(settings.RefusalOf("claude_code2", "claude_code"));
        Assert.NotNull(settings.RefusalOf("claude_code", null));
    }

    private IActorRef Bound()
    {
        var settings = Settings("tcp://127.0.0.1:*");
        var reader = Sys.ActorOf(Props.Create(() => new AcknowledgedReaderActor(
            settings, _context, null, TestActor, _counters, TimeProvider.System, NullLogger.Instance)));
        reader.Tell(Bind.Instance, TestActor);
        _endpoint = ExpectMsg<SocketBound>().Endpoints[0].Endpoint;
        return reader;
    }

    private static AcknowledgedReaderSettings Settings(string endpoint) =>
        new(endpoint, MaxMessageSize: 1_000_000, InFlightLimit: 1_000_000, ChecksKeys: false);

    private ZmqSocket Dealer()
    {
        var dealer = _context.CreateSocket(ZmqSocketType.Dealer);
        _dealers.Add(dealer);
        dealer.Linger = TimeSpan.Zero;
        dealer.Connect(_endpoint);
        return dealer;
    }

    private (ZmqSocket Dealer, ProducerConnection Connection) Welcomed(IActorRef reader, string producer)
    {
        var dealer = Dealer();
        Send(dealer, "HELLO", producer);
        var batch = ExpectMsg<FrameBatch>(Patience);
        var connection = batch.Requests![0].Connection;
        Answer(reader, batch, new Acknowledgement(connection, AcknowledgementKind.Welcome, 0));
        Assert.Equal(["WELCOME", "0"], Receive(dealer));
        return (dealer, connection);
    }

    private static void Answer(IActorRef reader, FrameBatch batch, params Acknowledgement[] answers) =>
        reader.Tell(new BatchDurable(batch.Stream, batch.Bytes, answers));

    private List<FrameBatch> ReceiveBatches(int frames)
    {
        var batches = new List<FrameBatch>();
        while (batches.Sum(batch => batch.Count) < frames)
            batches.Add(ExpectMsg<FrameBatch>(Patience));
        return batches;
    }

    private IEnumerable<(string Producer, long Number, string Topic, string Frame)> ReceiveFrames(int count) =>
        ReceiveBatches(count).SelectMany(batch => Enumerable.Range(0, batch.Count).Select(i => (
            batch.Requests![i].Connection.Producer, batch.Requests[i].Number,
            Encoding.UTF8.GetString(batch.TopicOf(batch[i])), Encoding.UTF8.GetString(batch.BytesOf(batch[i])))));

    private static void Send(ZmqSocket dealer, params string[] frames)
    {
        for (var i = 0; i < frames.Length; i++)
            Assert.True(dealer.TrySend(Encoding.UTF8.GetBytes(frames[i]), Patience, more: i < frames.Length - 1));
    }

    private static string[] Receive(ZmqSocket dealer)
    {
        using var message = new ZmqMessage();
        var frames = new List<string>();
        do
        {
            Assert.True(dealer.TryReceive(message, Patience), "no answer came");
            frames.Add(Encoding.UTF8.GetString(message.Data));
        }
        while (message.More);
        return [.. frames];
    }
}

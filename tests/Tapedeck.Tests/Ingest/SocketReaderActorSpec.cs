using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Ingest;
using Tapedeck.Tests.Support;
using Tapedeck.ZeroMQ;
using static Tapedeck.Ingest.IngestProtocol;

namespace Tapedeck.Tests.Ingest;

/// <summary>The reader on a real socket; the test stands where the enrichers and the journal stand.</summary>
public sealed class SocketReaderActorSpec : TestKit
{
    private readonly ZmqContext _context = new();
    private readonly ZmqSocket _sender;
    private readonly ReaderCounters _counters = new();
    private string? _endpoint;

    public SocketReaderActorSpec() => _sender = _context.CreateSocket(ZmqSocketType.Push);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _sender.Linger = TimeSpan.Zero; // nobody reads what a test left unsent
        _sender.Dispose();
        _context.Dispose();
    }

    [Fact]
    public void Frames_come_on_in_numbered_batches_in_arrival_order()
    {
        var reader = Bound();

        for (var i = 0; i < 1000; i++)
            _sender.Send(Encoding.UTF8.GetBytes($"frame {i}"));

        var received = new List<string>();
        for (var number = 0; received.Count < 1000; number++)
        {
            var batch = ExpectMsg<FrameBatch>();
            Assert.Equal(number, batch.Number);
            Assert.Equal(reader, batch.Reader);
            received.AddRange(TextsOf(batch));
        }

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"frame {i}"), received);
    }

    [Fact]
    public void Reading_stops_at_the_limit_in_flight_and_goes_on_with_the_credit()
    {
        var reader = Bound(inFlightLimit: 10);
        _sender.Send(new byte[10]);
        var first = ExpectMsg<FrameBatch>();

        _sender.Send(new byte[10]);
        ExpectNoMsg(TimeSpan.FromMilliseconds(200));

        reader.Tell(new BatchDurable(first.Stream, first.Bytes, []));
        Assert.Equal(1, ExpectMsg<FrameBatch>().Number);
    }

    [Fact]
    public void Credit_of_another_life_is_ignored()
    {
        var reader = Bound(inFlightLimit: 10);
        _sender.Send(new byte[10]);
        ExpectMsg<FrameBatch>();

        reader.Tell(new BatchDurable(StreamId.Next(), 10, []));
        _sender.Send(new byte[10]);
        ExpectNoMsg(TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void Of_a_frame_over_the_limit_only_the_head_and_the_size_go_on()
    {
        Bound(maxMessageSize: 5000);

        _sender.Send(Enumerable.Repeat((byte)'x', 6000).ToArray());

        var batch = ExpectMsg<FrameBatch>();
        Assert.Equal(new Frame(0, Frame.HeadBytes, 6000, 1, 0), batch[0]);
    }

    [Fact]
    public void Of_two_parts_the_first_is_the_topic()
    {
        Bound();

        _sender.Send("topic"u8, more: true);
        _sender.Send("{}"u8);

        var batch = ExpectMsg<FrameBatch>();
        Assert.Equal(2, batch[0].Parts);
        Assert.Equal(["{}"], TextsOf(batch));
        Assert.Equal("topic"u8.ToArray(), batch.TopicOf(batch[0]).ToArray());
    }

    [Fact]
    public void The_parts_of_a_message_that_has_more_go_on_joined()
    {
        Bound();

        _sender.Send("a"u8, more: true);
        _sender.Send("b"u8, more: true);
        _sender.Send("c"u8);

        var batch = ExpectMsg<FrameBatch>();
        Assert.Equal(3, batch[0].Parts);
        Assert.Equal(["abc"], TextsOf(batch));
    }

    [Fact]
    public void However_many_parts_a_message_has_no_more_is_kept_than_the_limit()
    {
        Bound(maxMessageSize: 5000);

        for (var i = 0; i < 100; i++)
            _sender.Send(new byte[1000], more: i < 99);

        var batch = ExpectMsg<FrameBatch>();
        Assert.Equal(new Frame(0, Frame.HeadBytes, 100_000, 100, 0), batch[0]);
    }

    [Fact]
    public async Task Draining_ends_although_an_agent_goes_on_sending()
    {
        var time = new ManualTime();
        var reader = Bound(time: time);
        using var stop = new CancellationTokenSource();
        var sending = Task.Factory.StartNew(
            () =>
            {
                while (!stop.IsCancellationRequested)
                    _sender.TrySend("{}"u8, TimeSpan.FromMilliseconds(10));
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            reader.Tell(Drain.Instance, TestActor);
            FishForMessage(
                message =>
                {
                    time.Advance(TimeSpan.FromSeconds(1));
                    if (message is FrameBatch batch)
                        reader.Tell(new BatchDurable(batch.Stream, batch.Bytes, []));
                    return message is Drained;
                },
                TimeSpan.FromSeconds(10));
        }
        finally
        {
            await stop.CancelAsync();
            await sending.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public void Draining_answers_only_when_everything_read_is_durable()
    {
        var reader = Bound();
        _sender.Send("a"u8);
        var batch = ExpectMsg<FrameBatch>();

        reader.Tell(Drain.Instance, TestActor);
        ExpectNoMsg(TimeSpan.FromMilliseconds(200));

        reader.Tell(new BatchDurable(batch.Stream, batch.Bytes, []));
        ExpectMsg<Drained>();
    }

    [Fact]
    public void Draining_an_idle_reader_answers_at_once()
    {
        Bound().Tell(Drain.Instance, TestActor);

        ExpectMsg<Drained>();
    }

    [Fact]
    public void A_tap_hears_everything_that_somebody_elses_broker_passes_on()
    {
        using var broker = _context.CreateSocket(ZmqSocketType.XPub);
        broker.Bind("tcp://127.0.0.1:*");
        var settings = new SocketReaderSettings(
            "tap", broker.LastEndpoint, IsTap: true, "tapedeck.ingest.tap.connect", 1000, 1_000_000, 1_000_000);
        Sys.ActorOf(Props.Create(() => new SocketReaderActor(
            settings, _context, null, TestActor, _counters, TimeProvider.System, NullLogger.Instance)))
            .Tell(Bind.Instance, TestActor);
        Assert.Equal(new BoundEndpoint("tap", broker.LastEndpoint), ExpectMsg<SocketBound>().Endpoints[0]);
        using var subscription = new ZmqMessage();
        Assert.True(broker.TryReceive(subscription, TimeSpan.FromSeconds(10)));
        Assert.Equal([1], subscription.Data.ToArray());

        broker.Send("gemini_cli"u8, more: true);
        broker.Send("{}"u8);

        var batch = ExpectMsg<FrameBatch>();
        Assert.Equal(("tap", "gemini_cli"), (batch.Source, Encoding.UTF8.GetString(batch.TopicOf(batch[0]))));
    }

    [Fact]
    public void A_taken_port_is_a_failure_that_names_the_endpoint_and_the_key()
    {
        Bound();
        var taken = _endpoint!;

        Sys.ActorOf(Reader(taken)).Tell(Bind.Instance, TestActor);

        var failure = Assert.IsType<SocketBindException>(ExpectMsg<Status.Failure>().Cause);
        Assert.Contains(taken, failure.Message, StringComparison.Ordinal);
        Assert.Contains("tapedeck.ingest.push.bind", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_tells_what_was_read_and_what_is_in_flight()
    {
        var reader = Bound();
        _sender.Send(new byte[7]);
        ExpectMsg<FrameBatch>();

        reader.Tell(GetReaderStatus.Instance, TestActor);

        var status = ExpectMsg<ReaderSnapshot>();
        Assert.Equal((1L, 7L, 7L), (status.Received, status.ReceivedBytes, status.InFlightBytes));
        Assert.Equal(_endpoint, status.Endpoint);
    }

    private IActorRef Bound(
        long inFlightLimit = 1_000_000, long maxMessageSize = 1_000_000, TimeProvider? time = null)
    {
        var reader = Sys.ActorOf(Reader("tcp://127.0.0.1:*", inFlightLimit, maxMessageSize, time));
        reader.Tell(Bind.Instance, TestActor);
        _endpoint = ExpectMsg<SocketBound>().Endpoints[0].Endpoint;
        _sender.Connect(_endpoint);
        return reader;
    }

    private Props Reader(
        string bind, long inFlightLimit = 1_000_000, long maxMessageSize = 1_000_000, TimeProvider? time = null)
    {
        var settings = new SocketReaderSettings(
            "push", bind, IsTap: false, "tapedeck.ingest.push.bind", 1000, maxMessageSize, inFlightLimit);
        return Props.Create(() => new SocketReaderActor(
            settings, _context, null, TestActor, _counters, time ?? TimeProvider.System, NullLogger.Instance));
    }

    private static IEnumerable<string> TextsOf(FrameBatch batch) =>
        Enumerable.Range(0, batch.Count).Select(i => Encoding.UTF8.GetString(batch.BytesOf(batch[i])));
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Configuration;
using Tapedeck.Ingest;
using Tapedeck.ZeroMQ;
using static Tapedeck.Ingest.IngestProtocol;

namespace Tapedeck.Tests.Ingest;

/// <summary>The broker on real sockets; the test stands where the enrichers and the journal stand.</summary>
public sealed class BrokerActorSpec : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ZmqContext _context = new();
    private readonly List<ZmqSocket> _agents = [];
    private readonly ReaderCounters _counters = new();
    private string _publish = "";
    private string _subscribe = "";

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _agents.ForEach(agent => agent.Dispose());
        _context.Dispose();
    }

    [Fact]
    public void What_is_published_reaches_its_subscribers_and_is_recorded()
    {
        Bound();
        var subscriber = Subscriber("gemini_cli");
        var publisher = Publisher();

        Publish(publisher, subscriber, "gemini_cli", "{\"a\":1}");

        var batch = FirstFrames();
        Assert.Equal("broker", batch.Source);
        Assert.Equal(("gemini_cli", "{\"a\":1}"), FrameOf(batch, 0));
    }

    [Fact]
    public void What_nobody_listens_to_is_recorded_too()
    {
        Bound();
        var publisher = Publisher();

        AwaitAssert(
            () =>
            {
                Send(publisher, "nobody", "{}");
                Assert.Equal(("nobody", "{}"), FrameOf(ExpectMsg<FrameBatch>(TimeSpan.FromMilliseconds(100)), 0));
            },
            Patience);
    }

    [Fact]
    public void An_agent_that_joins_late_or_twice_hears_from_then_on_what_its_subscription_says()
    {
        Bound();
        var publisher = Publisher();
        var first = Subscriber("gemini");
        Publish(publisher, first, "gemini", "1");

        var late = Subscriber("gemini");
        Publish(publisher, late, "gemini", "2");
        var other = Subscriber("claude");
        Publish(publisher, other, "claude", "3");

        Assert.Equal(["gemini", "2"], LastOf(first));
        while (late.Poll(ZmqPollEvents.Readable, TimeSpan.FromMilliseconds(100)) != 0)
            Assert.Equal(["gemini", "2"], Receive(late)); // published more than once until it was joined
    }

    [Fact]
    public void When_the_last_subscriber_to_everything_goes_everything_is_still_recorded()
    {
        Bound();
        var publisher = Publisher();
        var all = Subscriber("");
        Publish(publisher, all, "x", "1");
        all.Unsubscribe([]);

        // The same connection carries both, so once this subscription is in force the other is gone.
        all.Subscribe("y"u8);
        Publish(publisher, all, "y", "2");
        Send(publisher, "nobody", "3");

        FishForMessage(
            message => message is FrameBatch batch
                && Enumerable.Range(0, batch.Count).Any(i => FrameOf(batch, i) == ("nobody", "3")),
            Patience);
    }

    [Fact]
    public void A_subscriber_that_does_not_read_stops_neither_the_others_nor_the_recording()
    {
        const int Count = 5000;
        var broker = Bound(highWaterMark: 10);
        var publisher = Publisher();
        var slow = Subscriber("slow");
        slow.ReceiveHighWaterMark = 1;
        Publish(publisher, slow, "slow", "0");

        for (var i = 0; i < Count; i++)
            Send(publisher, "slow", new string('x', 1000));

        var recorded = 0;
        while (recorded < Count)
            recorded += Durable(broker, ExpectMsg<FrameBatch>(Patience));
    }

    [Fact]
    public void A_recorder_that_takes_nothing_does_not_stop_the_agents_and_what_was_missed_is_counted()
    {
        var broker = Bound(inFlightLimit: 10, hold: TimeSpan.FromMilliseconds(50));
        var publisher = Publisher();
        var subscriber = Subscriber("a");
        Publish(publisher, subscriber, "a", "far over the limit");
        var first = FirstFrames();
        // What was published more than once to join arrives before this, and is counted by then.
        Send(publisher, "a", "joined");
        while (Receive(subscriber) is not ["a", "joined"])
        {
        }

        var missed = _counters.Missed;
        for (var i = 0; i < 10; i++)
            Send(publisher, "a", $"{i}");
        for (var i = 0; i < 10; i++)
            Assert.Equal(["a", $"{i}"], Receive(subscriber));

        AwaitAssert(() => Assert.Equal(missed + 10, _counters.Missed), Patience);
        Assert.Contains("passed on by the broker unrecorded", Status(broker).Error, StringComparison.Ordinal);

        Durable(broker, first);
        AwaitAssert(() => Assert.Null(Status(broker).Error), Patience);
        Send(publisher, "a", "again");
        Assert.Equal(("a", "again"), FrameOf(ExpectMsg<FrameBatch>(Patience), 0));
    }

    [Fact]
    public void A_broker_that_fails_binds_again_and_the_agents_find_it()
    {
        var broker = Bound(publish: FreeEndpoint(), subscribe: FreeEndpoint());
        var publisher = Publisher();
        var subscriber = Subscriber("a");
        Publish(publisher, subscriber, "a", "before");

        var stream = FirstFrames().Stream;
        broker.Tell(new BatchDurable(stream, int.MaxValue, [])); // more than was read breaks an invariant

        AwaitAssert(
            () =>
            {
                Send(publisher, "a", "once more");
                Assert.NotEqual(stream, ExpectMsg<FrameBatch>(TimeSpan.FromMilliseconds(100)).Stream);
            },
            Patience);
        Publish(publisher, subscriber, "a", "after");
    }

    private static string FreeEndpoint()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"tcp://{listener.LocalEndpoint}";
    }

    private IActorRef Bound(
        long inFlightLimit = 100_000_000, int highWaterMark = 10_000, TimeSpan? hold = null,
        string publish = "tcp://127.0.0.1:*", string subscribe = "tcp://127.0.0.1:*")
    {
        var settings = new BrokerSettings(
            publish, subscribe, highWaterMark, hold ?? TimeSpan.FromSeconds(60));
        var broker = Sys.ActorOf(Props.Create(() => new BrokerActor(
            settings, 1_000_000, inFlightLimit, _context, null, TestActor, _counters, TimeProvider.System, NullLogger.Instance)));
        broker.Tell(Bind.Instance, TestActor);
        var bound = ExpectMsg<SocketBound>().Endpoints;
        (_publish, _subscribe) = (bound[0].Endpoint, bound[1].Endpoint);
        return broker;
    }

    private ZmqSocket Publisher() => Agent(ZmqSocketType.Pub, _publish);

    private ZmqSocket Subscriber(string topic)
    {
        var subscriber = Agent(ZmqSocketType.Sub, _subscribe);
        subscriber.Subscribe(Encoding.UTF8.GetBytes(topic));
        return subscriber;
    }

    private ZmqSocket Agent(ZmqSocketType type, string endpoint)
    {
        var socket = _context.CreateSocket(type);
        _agents.Add(socket);
        socket.SendHighWaterMark = 0;
        socket.Linger = TimeSpan.Zero;
        socket.Connect(endpoint);
        return socket;
    }

    /// <summary>Publishes until it arrives: PUB and SUB do not say when they are joined.</summary>
    private static void Publish(ZmqSocket publisher, ZmqSocket subscriber, string topic, string text)
    {
        using var message = new ZmqMessage();
        for (var i = 0; i < 1000; i++)
        {
            Send(publisher, topic, text);
            if (!subscriber.TryReceive(message, TimeSpan.FromMilliseconds(10)))
                continue;
            while (message.More)
                subscriber.TryReceive(message);
            if (Encoding.UTF8.GetString(message.Data) == text)
                return;
        }

        Assert.Fail($"\"{text}\" under {topic} never arrived");
    }

    private static void Send(ZmqSocket publisher, string topic, string text)
    {
        publisher.Send(Encoding.UTF8.GetBytes(topic), more: true);
        publisher.Send(Encoding.UTF8.GetBytes(text));
    }

    private static string[] Receive(ZmqSocket subscriber)
    {
        using var message = new ZmqMessage();
        var frames = new List<string>();
        do
        {
            Assert.True(subscriber.TryReceive(message, Patience), "nothing arrived");
            frames.Add(Encoding.UTF8.GetString(message.Data));
        }
        while (message.More);
        return [.. frames];
    }

    private static string[] LastOf(ZmqSocket subscriber)
    {
        var last = Receive(subscriber);
        while (subscriber.Poll(ZmqPollEvents.Readable, TimeSpan.FromMilliseconds(100)) != 0)
            last = Receive(subscriber);
        return last;
    }

    private FrameBatch FirstFrames() => ExpectMsg<FrameBatch>(Patience);

    private static int Durable(IActorRef broker, FrameBatch batch)
    {
        broker.Tell(new BatchDurable(batch.Stream, batch.Bytes, []));
        return batch.Count;
    }

    private static ReaderSnapshot Status(IActorRef broker) =>
        broker.Ask<ReaderSnapshot>(GetReaderStatus.Instance, Patience).Result;

    private static (string Topic, string Text) FrameOf(FrameBatch batch, int index) => (
        Encoding.UTF8.GetString(batch.TopicOf(batch[index])), Encoding.UTF8.GetString(batch.BytesOf(batch[index])));
}

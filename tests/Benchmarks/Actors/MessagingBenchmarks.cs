using BenchmarkDotNet.Attributes;

namespace Tapedeck.Benchmarks.Actors;

/// <summary>
/// What a message costs: one way from one thread to one actor, between two actors, and as a question.
/// </summary>
[InProcess]
[WarmupCount(3)]
[IterationCount(9)]
[MemoryDiagnoser]
public class MessagingBenchmarks
{
    private const int OneWayMessages = 1_000_000;
    private const int RoundTrips = 100_000;
    private const int Questions = 20_000;

    private static readonly object Message = new();

    private ActorSystem _system = null!;
    private IActorRef _counter = null!;
    private IActorRef _ping = null!;
    private IActorRef _echo = null!;

    [GlobalSetup]
    public void Start()
    {
        _system = ActorSystem.Create("bench");
        _counter = _system.ActorOf(Props.Create<Counter>());
        _echo = _system.ActorOf(Props.Create<Echo>());
        var pong = _system.ActorOf(Props.Create<Echo>());
        _ping = _system.ActorOf(Props.Create(() => new Ping(pong)));
    }

    [GlobalCleanup]
    public void Stop() => _system.Terminate().Wait();

    [Benchmark(OperationsPerInvoke = OneWayMessages)]
    public async Task OneWayTell()
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _counter.Tell(new Expect(OneWayMessages, all), ActorRefs.NoSender);
        for (var i = 0; i < OneWayMessages; i++) _counter.Tell(Message, ActorRefs.NoSender);
        await all.Task;
    }

    [Benchmark(OperationsPerInvoke = RoundTrips)]
    public async Task PingPong()
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ping.Tell(new Expect(RoundTrips, all), ActorRefs.NoSender);
        await all.Task;
    }

    [Benchmark(OperationsPerInvoke = Questions)]
    public async Task Ask()
    {
        for (var i = 0; i < Questions; i++) await _echo.Ask<object>(Message);
    }

    [Benchmark(OperationsPerInvoke = Questions)]
    public async Task AskWithTimeout()
    {
        for (var i = 0; i < Questions; i++) await _echo.Ask<object>(Message, TimeSpan.FromSeconds(5));
    }

    private sealed record Expect(int Count, TaskCompletionSource All);

    private sealed class Counter : ReceiveActor
    {
        private Expect? _expected;
        private int _count;

        public Counter()
        {
            Receive<Expect>(expected => (_expected, _count) = (expected, 0));
            ReceiveAny(_ =>
            {
                if (++_count == _expected!.Count) _expected.All.SetResult();
            });
        }
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }

    private sealed class Ping : ReceiveActor
    {
        private Expect? _expected;
        private int _count;

        public Ping(IActorRef pong)
        {
            Receive<Expect>(expected =>
            {
                (_expected, _count) = (expected, 0);
                pong.Tell(Message);
            });
            ReceiveAny(_ =>
            {
                if (++_count == _expected!.Count) _expected.All.SetResult();
                else pong.Tell(Message);
            });
        }
    }
}

using System.Diagnostics;
using Tapedeck.Tests.ZeroMQ.Python;
using Tapedeck.Tests.ZeroMQ.Sockets;
using Tapedeck.ZeroMQ;
using Xunit.Abstractions;

namespace Tapedeck.Tests.ZeroMQ.Closing;

/// <summary>What was sent arrives at libzmq too, though the socket and its context end right after it.</summary>
public sealed class PyzmqClosingSpec(ITestOutputHelper output) : SocketsTest
{
    // count: ends well once that many numbered messages came in order.
    private const string Sink = """
        import struct, sys, zmq
        s = zmq.Context().socket(zmq.PULL)
        s.rcvtimeo = 20000
        s.bind("tcp://127.0.0.1:*"); print(s.last_endpoint.decode(), flush=True)
        for i in range(int(sys.argv[1])):
            number, = struct.unpack_from("<i", s.recv())
            assert number == i, f"message {i} is {number}"
        """;

    [PyzmqFact]
    public async Task Libzmq_receives_everything_too() => await PushToPython(runs: 3, count: 5_000);

    [LongFact]
    public async Task Forty_runs_of_two_hundred_thousand_lose_nothing() => await PushToPython(runs: 40, count: 200_000);

    private async Task PushToPython(int runs, int count)
    {
        for (var run = 1; run <= runs; run++)
        {
            using var python = Pyzmq.Run(Sink, $"{count}");
            var endpoint = (await python.StandardOutput.ReadLineAsync())!;
            var started = Stopwatch.GetTimestamp();
            TimeSpan handedOver;
            using (var context = new ZmqContext())
            {
                NumberedMessages.Push(context, endpoint, count);
                handedOver = Stopwatch.GetElapsedTime(started);
            }

            var ended = Stopwatch.GetElapsedTime(started) - handedOver;
            output.WriteLine(
                $"run {run}: {count} in {handedOver.TotalSeconds:F2} s, the end {ended.TotalMilliseconds:F0} ms");
            await Pyzmq.AssertDone(python, TimeSpan.FromMinutes(1));
        }
    }
}

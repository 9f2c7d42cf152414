using System.CommandLine;
using System.Diagnostics;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck bench-sink</c>, a part of <c>tapedeck bench</c>: a PULL that throws away what it receives. Says <c>ready</c>
/// with its endpoint, and <c>received</c> with the time of the last message in ticks of <see cref="Stopwatch"/>.
/// </summary>
internal static class BenchSinkCommand
{
    public static Command Create()
    {
        var count = new Argument<long>("COUNT") { Description = "Messages." };
        var command = new Command("bench-sink", "Receives a load and drops it; the limit in bench.") { count };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            using var context = new ZmqContext();
            using var socket = context.CreateSocket(ZmqSocketType.Pull);
            using var message = new ZmqMessage();
            socket.ReceiveHighWaterMark = 100_000;
            socket.Bind("tcp://127.0.0.1:*");
            Console.WriteLine($"ready {socket.LastEndpoint}");
            for (var left = parsed.GetValue(count); left > 0; left--)
                socket.TryReceive(message, Timeout.InfiniteTimeSpan);
            Console.WriteLine($"received {Stopwatch.GetTimestamp()}");
            return ExitCode.Done;
        });
        return command;
    }
}

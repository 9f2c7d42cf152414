using System.Diagnostics;
using System.Globalization;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Benchmarks.Ingest;

/// <summary>
/// Sends messages to a recording port as fast as it takes them, and waits until as many lines have been added to the
/// session: the rate is that of durable, enriched events, from the first send to the last line.
/// </summary>
internal static class PushLoad
{
    /// <param name="endpoint">The recording port.</param>
    /// <param name="session">The session file that the node writes.</param>
    /// <param name="count">Messages.</param>
    public static async Task RunAsync(string endpoint, string session, int count)
    {
        var frames = LoadMessages.Make(count);
        var before = new FileInfo(session).Length;
        var clock = Stopwatch.StartNew();
        var sending = Task.Run(() => Send(endpoint, frames));
        await LoadMessages.AwaitLinesAsync(session, before, count);
        var seconds = clock.Elapsed.TotalSeconds;
        await sending;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{count} events durable in {seconds:0.000} s, {count / seconds:0} events/s"));
    }

    private static void Send(string endpoint, byte[][] frames)
    {
        using var context = new ZmqContext();
        using var socket = context.CreateSocket(ZmqSocketType.Push);
        socket.SendHighWaterMark = 20_000;
        socket.Linger = TimeSpan.FromSeconds(60);
        socket.Connect(endpoint);
        foreach (var frame in frames)
            socket.Send(frame);
    }
}

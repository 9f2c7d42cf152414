using System.Diagnostics;
using System.Globalization;
using Tapedeck.Host.Bench.Load;

namespace Tapedeck.Benchmarks.Ingest;

/// <summary>
/// Sends messages to a recording port as fast as it takes them, and waits until as many lines have been added to the
/// session: the rate is that of durable, enriched events, from the first send to the last line.
/// </summary>
internal static class PushedLoad
{
    /// <param name="endpoint">The recording port.</param>
    /// <param name="session">The session file that the node writes.</param>
    /// <param name="count">Messages.</param>
    public static async Task RunAsync(string endpoint, string session, int count)
    {
        var messages = LoadMessages.Own();
        var before = new FileInfo(session).Length;
        using var load = new PushLoad(endpoint);
        var sending = Task.Run(() => load.Send(messages, count));
        var ended = LineWatch.Await(session, before, count, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime((await sending).Begun, ended).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{count} events durable in {seconds:0.000} s, {count / seconds:0} events/s"));
    }
}

using System.Diagnostics;
using System.Globalization;
using Tapedeck.Client;
using Tapedeck.Host.Bench.Load;

namespace Tapedeck.Benchmarks.Ingest;

/// <summary>
/// Records messages with Tapedeck's own client, which spools each before it sends it. The rate is that of messages
/// acknowledged as durable, from the first call to the last answer.
/// </summary>
internal static class ClientLoad
{
    /// <param name="endpoint">The acknowledged port.</param>
    /// <param name="count">Messages.</param>
    public static async Task RunAsync(string endpoint, int count)
    {
        var messages = LoadMessages.Own();
        var spool = Directory.CreateTempSubdirectory("tapedeck-load-").FullName;
        await using (var agent = AgentConnection.Open(
            "load", new AgentOptions { Record = endpoint, Publish = "", Subscribe = "", SpoolFolder = spool, SpoolLimit = 4L << 30 }))
        {
            var clock = Stopwatch.StartNew();
            for (var number = 0; number < count; number++)
                agent.Record(messages[number]);
            var called = clock.Elapsed.TotalSeconds;
            if (!await agent.FlushAsync(TimeSpan.FromMinutes(2)))
                throw new TimeoutException($"not everything was acknowledged: {agent.Stats}");
            var seconds = clock.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} events acknowledged in {seconds:0.000} s, {count / seconds:0} events/s; the calls took {called:0.000} s"));
        }

        Directory.Delete(spool, recursive: true);
    }
}

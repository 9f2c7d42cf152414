using System.Diagnostics;
using Tapedeck.Host.Bench.Load;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Host.Bench;

/// <summary>A real node as a child process, on free ports, otherwise as it is shipped.</summary>
internal sealed class BenchNode : IAsyncDisposable
{
    private readonly BenchProcess _process;

    private BenchNode(BenchProcess process, JournalFolder folder, string push, string http) =>
        (_process, Folder, Push, Http, ReadyAfter) = (process, folder, push, http, Stopwatch.GetElapsedTime(process.StartedAt));

    public JournalFolder Folder { get; }

    /// <summary>The recording port.</summary>
    public string Push { get; }

    /// <summary>Where it answers over HTTP.</summary>
    public string Http { get; }

    /// <summary>From the start of the process until it said that it was ready.</summary>
    public TimeSpan ReadyAfter { get; }

    public (long Resident, long Peak) Memory => _process.Memory;

    /// <summary>Starts a node and waits until it is ready.</summary>
    public static async Task<BenchNode> StartAsync(string logs, CancellationToken stop)
    {
        var process = BenchProcess.Tapedeck(
            "node", "--logs", logs, "--set", "tapedeck.http.bind=127.0.0.1:0",
            "--set", "tapedeck.report.interval=0", "--set", "tapedeck.report.daily=off",
            "--set", "tapedeck.ingest.push.bind=tcp://127.0.0.1:*",
            "--set", "tapedeck.ingest.acknowledged.bind=tcp://127.0.0.1:*",
            "--set", "tapedeck.ingest.broker.publishers.bind=tcp://127.0.0.1:*",
            "--set", "tapedeck.ingest.broker.subscribers.bind=tcp://127.0.0.1:*");
        try
        {
            // push tcp://127.0.0.1:40001, acknowledged tcp://127.0.0.1:40002, … -> /…/current_session.jsonl
            var ready = await process.ReadAsync("ready:", stop);
            var words = ready.Split([' ', ',']);
            return new BenchNode(process, new JournalFolder(Path.GetFullPath(logs)), Behind("push"), Behind("http"));

            string Behind(string name) => words.SkipWhile(word => word != name).ElementAt(1);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the events up to this sequence are durable.</summary>
    /// <returns>When that was seen, in ticks of <see cref="Stopwatch"/>; looked at every millisecond.</returns>
    /// <exception cref="TimeoutException">Nothing more becomes durable.</exception>
    public long AwaitDurable(long sequence, CancellationToken stop)
    {
        using var index = IndexReader.TryOpen(Folder.Index) ?? throw new FileNotFoundException(null, Folder.Index);
        var (last, since) = (0L, Stopwatch.GetTimestamp());
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var durable = index.TryReadLast(out var block) ? block.FirstSequence + block.Lines - 1 : 0;
            if (durable >= sequence)
                return Stopwatch.GetTimestamp();
            if (durable > last)
                (last, since) = (durable, Stopwatch.GetTimestamp());
            else if (Stopwatch.GetElapsedTime(since) > LineWatch.Patience)
                throw new TimeoutException($"the node made {durable} events durable, not {sequence}");
            Thread.Sleep(1);
        }
    }

    /// <summary>Drains it, lets it make its last checkpoint, and ends it.</summary>
    public Task StopAsync() => _process.TerminateAsync();

    /// <summary>Ends it as a crash would.</summary>
    public Task KillAsync() => _process.KillAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

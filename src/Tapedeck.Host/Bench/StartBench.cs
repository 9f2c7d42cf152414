using System.Diagnostics;
using System.Text.Json;
using Tapedeck.Host.Bench.Load;
using Tapedeck.Host.Commands;
using Tapedeck.Journal;

namespace Tapedeck.Host.Bench;

/// <summary>
/// From the start of the process until it is ready, with a session of twice the events, all of it in the page cache: behind
/// a kill -9 that came after a tenth of the events more, behind a clean end, and then with files missing. And how fast
/// <c>verify</c> proves that session, its own start included.
/// </summary>
internal sealed class StartBench(BenchSettings settings)
{
    private readonly Dictionary<string, List<double>> _seconds = [];
    private readonly List<double> _verified = [];
    private long _recorded;

    public async Task<StartFigures> RunAsync(CancellationToken stop)
    {
        var folder = new JournalFolder(settings.Fresh("node"));
        settings.Progress($"start: recording {2L * settings.Events} events");
        await RecordAndKillAsync(folder, 2L * settings.Events, stop);
        for (var run = 1; run <= settings.Runs; run++)
        {
            settings.Progress($"start, run {run} of {settings.Runs}");
            if (run > 1)
                await RecordAndKillAsync(folder, Math.Max(1, settings.Events / 10), stop);
            await StartAsync("kill -9", folder, stop);
            await StartAsync("clean end", folder, stop);
            await VerifyAsync(folder, stop);
            File.Delete(folder.Index);
            await StartAsync("clean end, without the index", folder, stop);
            File.Delete(folder.Producers);
            await StartAsync("clean end, without producers.json", folder, stop);
        }

        var bytes = new FileInfo(folder.Session).Length;
        Directory.Delete(folder.Root, recursive: true);
        return new StartFigures(
            _recorded, bytes, [.. _seconds.Select(one => new StartCase(one.Key, new RunFigures(one.Value)))],
            new RunFigures(_verified));
    }

    private async Task VerifyAsync(JournalFolder folder, CancellationToken stop)
    {
        await using var verify = BenchProcess.Tapedeck("verify", "--logs", folder.Root, "--json");
        var report = JsonElement.Parse("{" + await verify.ReadAsync("{", stop));
        if (report.GetProperty("findings_count").GetInt64() != 0)
            throw new CommandFailedException($"what was recorded for the bench cannot be proved: {report}");
        _verified.Add(new FileInfo(folder.Session).Length / 1e6 / Stopwatch.GetElapsedTime(verify.StartedAt).TotalSeconds);
    }

    private async Task RecordAndKillAsync(JournalFolder folder, long events, CancellationToken stop)
    {
        await using var node = await BenchNode.StartAsync(folder.Root, stop);
        await using var load = await LoadProcess.StartAsync(node.Push, settings.Wire, events, rate: 0, stop);
        load.Go();
        node.AwaitDurable(_recorded += events, stop);
        await node.KillAsync();
    }

    private async Task StartAsync(string behind, JournalFolder folder, CancellationToken stop)
    {
        await using var node = await BenchNode.StartAsync(folder.Root, stop);
        if (!_seconds.TryGetValue(behind, out var seconds))
            _seconds[behind] = seconds = [];
        seconds.Add(node.ReadyAfter.TotalSeconds);
        await node.StopAsync();
    }
}

using System.Diagnostics;
using Tapedeck.Checkpointing;
using Tapedeck.Client;
using Tapedeck.Host.Bench.Load;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Host.Bench;

/// <summary>
/// A checkpoint of twice the events, and what it does to the capture: from received to durable at 5,000 events/s, up to ten
/// seconds without one and then while it is made. Then exports of the same events, each a cold process.
/// </summary>
internal sealed class CheckpointBench(BenchSettings settings)
{
    private const int Rate = 5_000;
    private const int MostQuietEvents = 10 * Rate;
    private const int MostSeconds = 600;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    public async Task<CheckpointFigures> RunAsync(CancellationToken stop)
    {
        await using var node = await BenchNode.StartAsync(settings.Fresh("node"), stop);
        var (recorded, quietEvents) = (2 * settings.Events, Math.Min(settings.Events, MostQuietEvents));
        settings.Progress($"checkpoint: recording {recorded} events");
        await LoadAsync(node, recorded, rate: 0, recorded, stop);
        settings.Progress($"checkpoint: {Rate} events/s without one");
        await LoadAsync(node, quietEvents, Rate, recorded + quietEvents, stop);
        var quiet = new Quantiles(DurableLatencies.Of(node.Folder, recorded + 1));

        settings.Progress($"checkpoint: {Rate} events/s while it is made");
        var before = node.Memory.Resident;
        CheckpointFacts checkpoint;
        DateTimeOffset begun, made, twinMade;
        await using (var load = await LoadProcess.StartAsync(node.Push, settings.Wire, MostSeconds * Rate, Rate, stop))
        {
            load.Go();
            await Task.Delay(TimeSpan.FromSeconds(1), stop);
            await using var client = new HttpNodeClient(new Uri(node.Http));
            begun = DateTimeOffset.UtcNow;
            checkpoint = (await client.MakeCheckpointAsync("bench", stop)).Checkpoint!;
            made = DateTimeOffset.UtcNow;
            while (!File.Exists(CheckpointFile.ParquetPathOf(node.Folder, checkpoint.CheckpointId)))
                await Task.Delay(LookEvery, stop);
            twinMade = DateTimeOffset.UtcNow;
        }

        var peak = node.Memory.Peak;
        await node.KillAsync();
        var figures = new CheckpointFigures(
            checkpoint.MessageCount, checkpoint.SizeBytes, (made - begun).TotalSeconds, (twinMade - made).TotalSeconds,
            LengthOf(CheckpointFile.PathOf(node.Folder, checkpoint.CheckpointId)),
            LengthOf(CheckpointFile.ParquetPathOf(node.Folder, checkpoint.CheckpointId)), before, peak,
            [
                Latency("without a checkpoint", quiet),
                Latency("while the JSON file is made", During(begun, made)),
                Latency("while the Parquet twin is made", During(made, twinMade)),
            ],
            await ExportAsync(node.Folder.Root, stop));
        Directory.Delete(node.Folder.Root, recursive: true);
        return figures;

        Quantiles During(DateTimeOffset from, DateTimeOffset to) => new(DurableLatencies.Of(
            node.Folder, recorded + quietEvents + 1, IndexRecord.Microseconds(from), IndexRecord.Microseconds(to)));
    }

    private static CheckpointLatency Latency(string when, Quantiles latencies) =>
        new(when, latencies.Median, latencies.At(0.99), latencies.At(0.999), latencies.Most);

    private static long LengthOf(string path) => new FileInfo(path).Length;

    private async Task LoadAsync(BenchNode node, int events, int rate, int lastSequence, CancellationToken stop)
    {
        await using var load = await LoadProcess.StartAsync(node.Push, settings.Wire, events, rate, stop);
        load.Go();
        await load.SentAsync(stop);
        node.AwaitDurable(lastSequence, stop);
    }

    private async Task<IReadOnlyList<ExportFigure>> ExportAsync(string logs, CancellationToken stop)
    {
        var figures = new List<ExportFigure>();
        foreach (var format in new[] { "parquet", "jsonl", "csv" })
        {
            settings.Progress($"export: {format}");
            var path = settings.Fresh("export");
            var begun = Stopwatch.GetTimestamp();
            await using var export = BenchProcess.Tapedeck("export", "--format", format, "--out", path, "--logs", logs);
            var peak = await export.PeakUntilExitAsync(stop);
            figures.Add(new ExportFigure(format, Stopwatch.GetElapsedTime(begun).TotalSeconds, LengthOf(path), peak));
            File.Delete(path);
        }

        return figures;
    }
}

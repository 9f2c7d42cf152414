using System.Diagnostics;
using Tapedeck.Host.Bench.Load;

namespace Tapedeck.Host.Bench;

/// <summary>
/// From received to durable at fixed rates, ten seconds each, but at most as many as are asked for. One node, which has
/// recorded up to 50,000 messages at full speed before; the time is that of its own two clock readings, from the disk.
/// </summary>
internal sealed class LatencyBench(BenchSettings settings)
{
    private const int SecondsOfRate = 10;
    private const int WarmUp = 50_000;
    private const int Flushes = 300;
    private const int FlushBytes = 64 * 1024;

    public async Task<LatencyFigures> RunAsync(CancellationToken stop)
    {
        await using var node = await BenchNode.StartAsync(settings.Fresh("node"), stop);
        settings.Progress("latency: warming up");
        var recorded = Math.Min(settings.Events, WarmUp);
        await LoadAsync(node, recorded, rate: 0, lastSequence: recorded, stop);

        var figures = new List<LatencyFigure>();
        foreach (var rate in settings.Rates)
        {
            settings.Progress($"latency: {rate} events/s");
            var events = (int)Math.Min(settings.Events, (long)rate * SecondsOfRate);
            var flush = new Quantiles(FlushProbe.Run(settings.Fresh("flush"), FlushBytes, Flushes, stop)
                .Select(time => time.Flush.TotalMicroseconds));
            var sent = await LoadAsync(node, events, rate, recorded + events, stop);
            var latencies = new Quantiles(DurableLatencies.Of(node.Folder, recorded + 1));
            recorded += events;
            figures.Add(new LatencyFigure(
                rate, (events - 1) / Stopwatch.GetElapsedTime(sent.Begun, sent.Ended).TotalSeconds, sent.LatestMicroseconds,
                events, latencies.Median, latencies.At(0.99), latencies.At(0.999), latencies.Most, flush.Median,
                flush.At(0.99), latencies.At(0.99) / flush.Median));
        }

        await node.KillAsync();
        Directory.Delete(node.Folder.Root, recursive: true);
        return new LatencyFigures(figures);
    }

    private async Task<LoadSent> LoadAsync(BenchNode node, int events, int rate, int lastSequence, CancellationToken stop)
    {
        await using var load = await LoadProcess.StartAsync(node.Push, settings.Wire, events, rate, stop);
        load.Go();
        var sent = await load.SentAsync(stop);
        node.AwaitDurable(lastSequence, stop);
        return sent;
    }
}

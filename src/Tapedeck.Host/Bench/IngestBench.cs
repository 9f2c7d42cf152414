using System.Diagnostics;
using System.Globalization;
using Tapedeck.Host.Bench.Load;
using Tapedeck.Host.Bench.Peers;

namespace Tapedeck.Host.Bench;

/// <summary>
/// Events a second from the first send to the last line, in turn run by run: a PULL that drops everything, the peers, and a
/// node that was just started (cold), then the same node again (warm). The node's last line counts once it is durable.
/// </summary>
internal sealed class IngestBench(BenchSettings settings)
{
    /// <summary>The script flushes each line: it gets fewer.</summary>
    private const int ScriptShare = 50;

    private const int ScriptAtLeast = 2_000;

    private const string Cold = "tapedeck";

    private readonly Dictionary<string, (long Events, List<double> Rates)> _measured = [];

    public async Task<IngestFigures> RunAsync(CancellationToken stop)
    {
        var skipped = settings.WithPeers ? Peer.All.Where(peer => !peer.IsInstalled).ToList() : [];
        var peers = settings.WithPeers ? Peer.All.Except(skipped).ToList() : [];
        for (var run = 1; run <= settings.Runs; run++)
        {
            Tell(run, "a PULL that drops everything");
            Add("pull only", settings.Events, await SinkAsync(stop));
            foreach (var peer in peers)
            {
                Tell(run, peer.Name);
                var events = peer.IsSlow ? Math.Clamp(settings.Events / ScriptShare, ScriptAtLeast, settings.Events) : settings.Events;
                Add(peer.Name, events, await PeerAsync(peer, events, stop));
            }

            Tell(run, "tapedeck");
            var (cold, warm) = await NodeAsync(stop);
            Add(Cold, settings.Events, cold);
            Add("tapedeck, warm", settings.Events, warm);
        }

        var node = _measured[Cold].Rates;
        return new IngestFigures(
            [.. _measured.Select(one => new RecorderFigure(one.Key, one.Value.Events, new RunFigures(one.Value.Rates)))],
            [.. _measured.Where(one => one.Key != Cold).Select(one => new RatioFigure(
                one.Key, new RunFigures([.. node.Zip(one.Value.Rates, (own, other) => own / other)])))],
            [.. skipped.Select(peer => new SkippedPeer(peer.Name, peer.Packages))]);
    }

    private async Task<double> SinkAsync(CancellationToken stop)
    {
        await using var sink = BenchProcess.Tapedeck("bench-sink", $"{settings.Events}");
        var endpoint = await sink.ReadAsync("ready", stop);
        await using var load = await LoadProcess.StartAsync(endpoint, settings.Wire, settings.Events, rate: 0, stop);
        load.Go();
        var received = long.Parse(await sink.ReadAsync("received", stop), CultureInfo.InvariantCulture);
        return Rate(settings.Events, await load.SentAsync(stop), received);
    }

    private async Task<double> PeerAsync(Peer peer, int events, CancellationToken stop)
    {
        await using var running = await RunningPeer.StartAsync(peer, settings.Fresh(peer.Name), stop);
        await using var load = await LoadProcess.StartAsync(running.Endpoint, settings.Wire, events, rate: 0, stop);
        load.Go();
        var ended = LineWatch.Await(running.File, 0, events, stop);
        return Rate(events, await load.SentAsync(stop), ended);
    }

    private async Task<(double Cold, double Warm)> NodeAsync(CancellationToken stop)
    {
        var logs = settings.Fresh("node");
        await using var node = await BenchNode.StartAsync(logs, stop);
        var cold = await LoadAsync(node, settings.Events, stop);
        var warm = await LoadAsync(node, 2 * settings.Events, stop);
        await node.KillAsync();
        Directory.Delete(logs, recursive: true);
        return (cold, warm);
    }

    private async Task<double> LoadAsync(BenchNode node, long lastSequence, CancellationToken stop)
    {
        await using var load = await LoadProcess.StartAsync(node.Push, settings.Wire, settings.Events, rate: 0, stop);
        var before = new FileInfo(node.Folder.Session).Length;
        load.Go();
        LineWatch.Await(node.Folder.Session, before, settings.Events, stop);
        var ended = node.AwaitDurable(lastSequence, stop);
        return Rate(settings.Events, await load.SentAsync(stop), ended);
    }

    private static double Rate(long events, LoadSent sent, long ended) =>
        events / Stopwatch.GetElapsedTime(sent.Begun, ended).TotalSeconds;

    private void Add(string name, long events, double rate)
    {
        if (!_measured.TryGetValue(name, out var figures))
            _measured[name] = figures = (events, []);
        figures.Rates.Add(rate);
    }

    private void Tell(int run, string what) => settings.Progress($"ingest, run {run} of {settings.Runs}: {what}");
}

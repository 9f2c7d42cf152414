using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Tapedeck.Configuration;
using Tapedeck.Host.Bench.Load;
using Tapedeck.Host.Node;
using static Tapedeck.Analytics.AnalyticsProtocol;

namespace Tapedeck.Host.Bench;

/// <summary>
/// How long it takes until a question for the report of all events is answered, asked every two milliseconds of a node in this
/// process: while it records at full speed, while it records half as many events at a fixed rate, and when that is over.
/// </summary>
internal sealed class AskBench(BenchSettings settings)
{
    private const int Rate = 50_000;
    private const int QuietQuestions = 2_000;
    private const int WarmUpQuestions = 500;

    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<AskFigure>> RunAsync(CancellationToken stop)
    {
        var folder = settings.Fresh("node");
        await using var node = await RecorderNode.StartAsync(
            SettingsLoader.Load(ShippedFiles.Reference, ShippedFiles.Node,
            [
                ("tapedeck.logs", folder), ("tapedeck.http.bind", ""), ("tapedeck.ingest.push.bind", "tcp://127.0.0.1:*"),
                ("tapedeck.ingest.acknowledged.bind", ""), ("tapedeck.ingest.broker.enabled", "false"),
            ]),
            TimeProvider.System, LogLevel.Warning);
        var analytics = node.Topology.Analytics;
        await AskAsync(analytics, WarmUpQuestions, stop);
        var atFullSpeed = await AskBesideAsync(node, rate: 0, settings.Events, stop);
        var atRate = await AskBesideAsync(node, Rate, settings.Events / 2, stop);
        settings.Progress("ask: when that is over");
        var (quiet, last) = await AskAsync(analytics, QuietQuestions, stop);
        await node.StopAsync();
        Directory.Delete(folder, recursive: true);
        return
        [
            Figure("recording at full speed", atFullSpeed),
            Figure(string.Create(CultureInfo.InvariantCulture, $"recording {Rate:N0} events/s"), atRate),
            Figure(string.Create(CultureInfo.InvariantCulture, $"recording nothing, {last:N0} events"), quiet),
        ];
    }

    private async Task<List<double>> AskBesideAsync(RecorderNode node, int rate, int events, CancellationToken stop)
    {
        settings.Progress($"ask: {events} events at {(rate == 0 ? "full speed" : $"{rate} a second")}");
        var microseconds = new List<double>();
        await using var load = await LoadProcess.StartAsync(node.Topology.Endpoint("push"), settings.Wire, events, rate, stop);
        load.Go();
        var sent = load.SentAsync(stop);
        while (!sent.IsCompleted)
            microseconds.AddRange((await AskAsync(node.Topology.Analytics, 1, stop)).Microseconds);
        return microseconds;
    }

    private static AskFigure Figure(string when, List<double> microseconds)
    {
        var times = new Quantiles(microseconds);
        return new AskFigure(when, microseconds.Count, times.Median, times.At(0.99), times.At(0.999), times.Most);
    }

    private static async Task<(List<double> Microseconds, long LastSequence)> AskAsync(IActorRef analytics, int questions, CancellationToken stop)
    {
        var microseconds = new List<double>(questions);
        var last = 0L;
        for (var i = 0; i < questions; i++)
        {
            var asked = Stopwatch.GetTimestamp();
            last = (await analytics.Ask<ReportMade>(new MakeReport(Filter: null), AnswerWithin, stop)).LastSequence;
            microseconds.Add(Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
            await Task.Delay(AskEvery, stop);
        }

        return (microseconds, last);
    }
}

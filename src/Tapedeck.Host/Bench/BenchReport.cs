using System.Text.Json.Serialization;

namespace Tapedeck.Host.Bench;

/// <summary>Everything a bench measured; a part that was not asked for is null.</summary>
/// <param name="Machine">Where.</param>
/// <param name="MeasuredAt">When it began, UTC.</param>
/// <param name="MessageBytes">Bytes of a message on average.</param>
internal sealed record BenchReport(Machine Machine, DateTimeOffset MeasuredAt, double MessageBytes)
{
    public IngestFigures? Ingest { get; init; }

    public LatencyFigures? Latency { get; init; }

    public MemoryFigures? Memory { get; init; }

    public IReadOnlyList<StageFigure>? Stages { get; init; }

    public StartFigures? Start { get; init; }

    public CheckpointFigures? Checkpoint { get; init; }

    public IReadOnlyList<AskFigure>? Ask { get; init; }
}

/// <summary>Values of one kind, run by run.</summary>
internal sealed record RunFigures(IReadOnlyList<double> Runs)
{
    public double Median => new Quantiles(Runs).Median;

    public double Least => new Quantiles(Runs).Least;

    public double Most => new Quantiles(Runs).Most;
}

/// <summary>Events a second, from the first send to the last line, run by run in turn.</summary>
/// <param name="Recorders">Each recorder.</param>
/// <param name="Ratios">The cold node's rate divided by that of the others, in the same run.</param>
/// <param name="Skipped">Recorders that are not installed.</param>
internal sealed record IngestFigures(
    IReadOnlyList<RecorderFigure> Recorders, IReadOnlyList<RatioFigure> Ratios, IReadOnlyList<SkippedPeer> Skipped);

/// <param name="Name">Which.</param>
/// <param name="Events">Messages of each run.</param>
/// <param name="PerSecond">Its rates.</param>
internal sealed record RecorderFigure(string Name, long Events, RunFigures PerSecond);

/// <param name="To">What the cold node is compared to.</param>
/// <param name="Ratio">How many times as fast it is.</param>
internal sealed record RatioFigure(string To, RunFigures Ratio);

/// <param name="Name">Which.</param>
/// <param name="Install">What to install for it.</param>
internal sealed record SkippedPeer(string Name, string Install);

/// <summary>From received to durable, in µs, at fixed rates.</summary>
internal sealed record LatencyFigures(IReadOnlyList<LatencyFigure> Rates);

/// <param name="Rate">Events a second that were to be sent.</param>
/// <param name="SentPerSecond">That were sent.</param>
/// <param name="LatestSend">What the latest of them was late by, µs.</param>
/// <param name="Events">How many.</param>
/// <param name="FlushMedian">fdatasync of 64 KiB on the same file system, right before, µs.</param>
/// <param name="P99ToFlush"><paramref name="P99"/> divided by <paramref name="FlushMedian"/>.</param>
internal sealed record LatencyFigure(
    int Rate, double SentPerSecond, long LatestSend, long Events, double P50, double P99, double P999, double Max,
    double FlushMedian, double FlushP99, double P99ToFlush);

/// <param name="Steps">Memory of the node after ever more events at full speed.</param>
/// <param name="SecondHalfGrowth">Resident bytes at the end divided by those at half of the events.</param>
internal sealed record MemoryFigures(IReadOnlyList<MemoryStep> Steps, double SecondHalfGrowth);

internal sealed record MemoryStep(long Events, long ResidentBytes, long PeakBytes);

/// <summary>What one stage of the data's way costs an event, on one thread.</summary>
internal sealed record StageFigure(string Stage, double NanosecondsPerEvent);

/// <param name="Lines">Events in the session.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Cases">Seconds from the start of the process until it was ready.</param>
/// <param name="VerifiedMegabytesPerSecond">How fast <c>verify</c> proved it, a cold process each time.</param>
internal sealed record StartFigures(
    long Lines, long Bytes, IReadOnlyList<StartCase> Cases, RunFigures VerifiedMegabytesPerSecond);

/// <param name="Behind">What the start came behind.</param>
internal sealed record StartCase(string Behind, RunFigures Seconds);

/// <param name="Events">Events of the checkpoint.</param>
/// <param name="LineBytes">Bytes of their lines.</param>
/// <param name="JsonSeconds">From the request until the JSON file was there, beside a capture of 5,000 events/s.</param>
/// <param name="ParquetSeconds">From then until the Parquet twin was.</param>
/// <param name="ResidentBytes">Memory of the node before.</param>
/// <param name="PeakBytes">The most that it ever had by the end.</param>
/// <param name="Capture">From received to durable at that rate.</param>
/// <param name="Exports">Exports of all that was recorded.</param>
internal sealed record CheckpointFigures(
    long Events, long LineBytes, double JsonSeconds, double ParquetSeconds, long JsonBytes, long ParquetBytes, long ResidentBytes,
    long PeakBytes, IReadOnlyList<CheckpointLatency> Capture, IReadOnlyList<ExportFigure> Exports);

/// <param name="When">Beside what.</param>
/// <param name="P50">µs, as the others.</param>
internal sealed record CheckpointLatency(string When, double P50, double P99, double P999, double Max);

/// <param name="Seconds">Of a cold process, its start included.</param>
internal sealed record ExportFigure(string Format, double Seconds, long Bytes, long PeakBytes);

/// <param name="When">Beside what.</param>
/// <param name="Questions">How many were asked.</param>
/// <param name="P50">µs until the answer was there, as the others.</param>
internal sealed record AskFigure(string When, int Questions, double P50, double P99, double P999, double Max);

/// <summary>Its JSON form: snake_case keys, absent instead of null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BenchReport))]
internal sealed partial class BenchJson : JsonSerializerContext;

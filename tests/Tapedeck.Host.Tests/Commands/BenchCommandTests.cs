using System.Text.Json;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Commands;

/// <summary>A bench too small to say anything about speed: that it is complete, and that its figures fit together.</summary>
public sealed class BenchCommandTests : IDisposable
{
    private static readonly TimeSpan BenchPatience = TimeSpan.FromMinutes(4);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_bench_measures_every_part_and_leaves_nothing_behind()
    {
        await using var bench = HostProcess.Start(
            "bench", "--events", "5000", "--runs", "1", "--rate", "10000", "--folder", _folder.Path, "--json");

        Assert.True(await bench.ExitAsync(BenchPatience) == 0, bench.Errors);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
        var report = JsonElement.Parse(bench.Output);
        Assert.Equal(Environment.ProcessorCount, report.GetProperty("machine").GetProperty("cores").GetInt32());
        Assert.InRange(report.GetProperty("message_bytes").GetDouble(), 600, 660);
        CheckIngest(report.GetProperty("ingest"), events: 5_000, peers: []);
        CheckLatency(report.GetProperty("latency"));
        CheckMemory(report.GetProperty("memory"));
        CheckStages(report.GetProperty("stages"));
        CheckStart(report.GetProperty("start"));
        CheckCheckpoint(report.GetProperty("checkpoint"));
    }

    [Fact]
    public async Task Peers_are_measured_beside_it_or_named_as_not_installed()
    {
        await using var bench = HostProcess.Start(
            "bench", "--only", "ingest", "--events", "2000", "--runs", "1", "--peers", "--folder", _folder.Path, "--json");

        Assert.True(await bench.ExitAsync(BenchPatience) == 0, bench.Errors);
        CheckIngest(JsonElement.Parse(bench.Output).GetProperty("ingest"), events: 2_000, peers: ["python script", "rsyslog"]);
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_measured_and_with_the_given_messages()
    {
        var wire = Path.Combine(_folder.Path, "wire.jsonl");
        await File.WriteAllLinesAsync(wire, ["""{"message_id":"@ID@","from":"a","content":"one"}""", """{"message_id":"x-@ID@"}"""]);

        await using var bench = HostProcess.Start(
            "bench", "--only", "memory", "--events", "1000", "--wire", wire, "--folder", _folder.Path, "--json");

        Assert.True(await bench.ExitAsync() == 0, bench.Errors);
        var report = JsonElement.Parse(bench.Output);
        Assert.Equal(
            ["machine", "measured_at", "message_bytes", "memory"], report.EnumerateObject().Select(part => part.Name));
        CheckMemory(report.GetProperty("memory"), events: 1000);
    }

    [Fact]
    public async Task An_interrupted_bench_leaves_nothing_behind()
    {
        await using var bench = HostProcess.Start("bench", "--only", "memory", "--events", "100000000", "--folder", _folder.Path);
        await Eventually.IsTrueAsync(
            () => Directory.EnumerateFiles(_folder.Path, "current_session.jsonl", SearchOption.AllDirectories).Any(), "a session");

        Assert.Equal(1, await bench.InterruptAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private static void CheckIngest(JsonElement ingest, int events, string[] peers)
    {
        var recorders = ingest.GetProperty("recorders").EnumerateArray()
            .ToDictionary(one => one.GetProperty("name").GetString()!, one => (
                Events: one.GetProperty("events").GetInt64(),
                Rate: Assert.Single(one.GetProperty("per_second").GetProperty("runs").EnumerateArray()).GetDouble()));
        Assert.Equal(
            ["pull only", "tapedeck", "tapedeck, warm"], recorders.Keys.Except(peers).Order(StringComparer.Ordinal));
        Assert.Equal(
            peers, recorders.Keys.Intersect(peers).Concat(ingest.GetProperty("skipped").EnumerateArray()
                .Select(peer => peer.GetProperty("name").GetString()!)).Order(StringComparer.Ordinal));
        Assert.All(recorders.Values, one => Assert.Equal(events, one.Events));
        Assert.All(recorders, one => Assert.InRange(one.Value.Rate, 1, 100_000_000));
        Assert.All(ingest.GetProperty("ratios").EnumerateArray(), ratio => Assert.Equal(
            recorders["tapedeck"].Rate / recorders[ratio.GetProperty("to").GetString()!].Rate,
            ratio.GetProperty("ratio").GetProperty("median").GetDouble(), precision: 6));
        Assert.Equal(recorders.Count - 1, ingest.GetProperty("ratios").GetArrayLength());
    }

    private static void CheckLatency(JsonElement latency)
    {
        var at = Assert.Single(latency.GetProperty("rates").EnumerateArray());
        double Of(string name) => at.GetProperty(name).GetDouble();
        Assert.Equal((10_000, 5_000), (Of("rate"), Of("events")));
        Assert.InRange(Of("sent_per_second"), 1, 10_001);
        Assert.True(0 <= Of("p50") && Of("p50") <= Of("p99") && Of("p99") <= Of("p999") && Of("p999") <= Of("max"), $"{at}");
        Assert.InRange(Of("flush_median"), 1, Of("flush_p99"));
        Assert.Equal(Of("p99") / Of("flush_median"), Of("p99_to_flush"), precision: 6);
    }

    private static void CheckMemory(JsonElement memory, int events = 5_000)
    {
        var steps = memory.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, 10).Select(step => (long)step * events / 10), steps.Select(step => step.GetProperty("events").GetInt64()));
        Assert.All(steps, step => Assert.InRange(
            step.GetProperty("resident_bytes").GetInt64(), 1_000_000, step.GetProperty("peak_bytes").GetInt64()));
        Assert.InRange(memory.GetProperty("second_half_growth").GetDouble(), 0.1, 10);
    }

    private static void CheckStages(JsonElement stages)
    {
        var costs = stages.EnumerateArray().ToDictionary(
            stage => stage.GetProperty("stage").GetString()!, stage => stage.GetProperty("nanoseconds_per_event").GetDouble());
        string[] expected =
            ["read", "parse", "lower case, counts", "domain, tier, tags", "keywords", "MD5", "render", "enriching, whole", "hash"];
        Assert.Equal(expected, costs.Keys.Take(expected.Length));
        Assert.Equal(6, costs.Keys.Skip(expected.Length).Count(stage => stage.EndsWith("KiB", StringComparison.Ordinal)));
        Assert.All(costs.Values, cost => Assert.InRange(cost, 1, 100_000_000));
        Assert.True(costs["enriching, whole"] > costs["parse"], stages.ToString());
    }

    private static void CheckStart(JsonElement start)
    {
        Assert.Equal(10_000, start.GetProperty("lines").GetInt64());
        Assert.InRange(start.GetProperty("bytes").GetInt64(), 10_000 * 600, 10_000 * 2_000);
        Assert.InRange(start.GetProperty("verified_megabytes_per_second").GetProperty("median").GetDouble(), 0.1, 100_000);
        var cases = start.GetProperty("cases").EnumerateArray().ToList();
        Assert.Equal(
            ["kill -9", "clean end", "clean end, without the index", "clean end, without producers.json"],
            cases.Select(one => one.GetProperty("behind").GetString()));
        Assert.All(cases, one => Assert.InRange(
            Assert.Single(one.GetProperty("seconds").GetProperty("runs").EnumerateArray()).GetDouble(), 0.01, 60));
    }

    private static void CheckCheckpoint(JsonElement checkpoint)
    {
        Assert.InRange(checkpoint.GetProperty("events").GetInt64(), 15_000, 200_000);
        Assert.InRange(checkpoint.GetProperty("json_bytes").GetInt64(), checkpoint.GetProperty("line_bytes").GetInt64(), 200_000_000);
        Assert.InRange(checkpoint.GetProperty("parquet_bytes").GetInt64(), 100_000, checkpoint.GetProperty("line_bytes").GetInt64());
        Assert.All(checkpoint.GetProperty("capture").EnumerateArray(), at => Assert.InRange(
            at.GetProperty("p50").GetDouble(), 1, at.GetProperty("p99").GetDouble()));
        Assert.Equal(
            ["parquet", "jsonl", "csv"],
            checkpoint.GetProperty("exports").EnumerateArray().Select(export => export.GetProperty("format").GetString()));
        Assert.All(checkpoint.GetProperty("exports").EnumerateArray(), export => Assert.True(
            export.GetProperty("bytes").GetInt64() > 100_000 && export.GetProperty("peak_bytes").GetInt64() > 1_000_000, export.ToString()));
    }
}

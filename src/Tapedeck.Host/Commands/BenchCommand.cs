using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tapedeck.Host.Bench;
using Tapedeck.Host.Bench.Load;
using Tapedeck.Host.Bench.Stages;
using Tapedeck.Host.Display;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck bench</c>: the figures of docs/performance.md on this machine. Real nodes and loads, each a process of its own,
/// in a fresh folder that is removed at the end.
/// </summary>
internal static class BenchCommand
{
    private const int DefaultEvents = 500_000;
    private const int DefaultRuns = 5;

    private static readonly string Names = string.Join(',', BenchSettings.AllParts);

    public static Command Create()
    {
        var events = Positive("--events", $"Messages of each ingest run, and in memory; start has twice as many. Default {DefaultEvents}.", DefaultEvents);
        var runs = Positive("--runs", $"Runs of ingest and start; the median counts. Default {DefaultRuns}.", DefaultRuns);
        var rates = List("--rate", "Rates of latency, events/s. Default 1000,5000,50000.", "N,N…", ["1000", "5000", "50000"]);
        var peers = new Option<bool>("--peers") { Description = "Measures a Python script and rsyslog beside it, as far as installed." };
        var only = List("--only", $"Parts to run, of {Names}.", Names, BenchSettings.AllParts);
        var wire = new Option<FileInfo?>("--wire")
        {
            Description = $"Messages to send instead: a file with one JSON object a line, {LoadMessages.IdPlace} for its id.",
            HelpName = "FILE",
        };
        var folder = new Option<string>("--folder")
        {
            Description = "Where to record: the disk that is measured. Default: the folder for temporary files.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.GetTempPath(),
        };
        var json = OutputOptions.Json("Every number; the progress goes to standard error.");
        var command = new Command("bench", "Measures the recorder on this machine: rates, latency, memory, costs, start.")
        {
            events, runs, rates, peers, only, wire, folder, json,
        };
        command.SetAction((parsed, _) => RunAsync(
            new BenchSettings(
                parsed.GetValue(events), parsed.GetValue(runs), Rates(parsed.GetValue(rates)!), parsed.GetValue(peers),
                Parts(parsed.GetValue(only)!), Existing(parsed.GetValue(wire)), parsed.GetValue(folder)!)
            {
                Progress = step => Console.Error.WriteLine(step),
            },
            parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(BenchSettings asked, bool asJson)
    {
        using var signal = new StopSignal();
        using var stop = new CancellationTokenSource();
        _ = signal.Told.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        var settings = asked with { Folder = Path.Combine(Path.GetFullPath(asked.Folder), $"tapedeck-bench-{Guid.NewGuid():N}") };
        Directory.CreateDirectory(settings.Folder);
        try
        {
            var report = await MeasureAsync(settings, stop.Token);
            if (asJson)
                Console.WriteLine(JsonSerializer.Serialize(report, BenchJson.Default.BenchReport));
            else
                BenchView.Show(report);
            return ExitCode.Done;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            throw new CommandFailedException("stopped; nothing of it is left"); // a child that got the same signal may have ended first
        }
        catch (Exception failure) when (failure is TimeoutException or InvalidDataException)
        {
            throw new CommandFailedException(failure.Message);
        }
        finally
        {
            Directory.Delete(settings.Folder, recursive: true);
        }
    }

    private static async Task<BenchReport> MeasureAsync(BenchSettings settings, CancellationToken stop)
    {
        var messages = LoadMessages.Of(settings.Wire);
        return new BenchReport(Machine.Of(settings.Folder), DateTimeOffset.UtcNow, messages.AverageBytes)
        {
            Ingest = Has("ingest") ? await new IngestBench(settings).RunAsync(stop) : null,
            Latency = Has("latency") ? await new LatencyBench(settings).RunAsync(stop) : null,
            Memory = Has("memory") ? await new MemoryBench(settings).RunAsync(stop) : null,
            Stages = Has("stages") ? new StageBench(settings).Run(stop) : null,
            Start = Has("start") ? await new StartBench(settings).RunAsync(stop) : null,
        };

        bool Has(string part) => settings.Parts.Contains(part);
    }

    private static Option<int> Positive(string name, string description, int standard)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name}: expected a whole number of at least 1");
        });
        return option;
    }

    private static Option<string[]> List(string name, string description, string form, IReadOnlyList<string> standard) => new(name)
    {
        Description = description,
        HelpName = form,
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(','))],
        DefaultValueFactory = _ => [.. standard],
    };

    private static List<int> Rates(string[] texts) => [.. texts.Select(text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate > 0
            ? rate
            : throw new UsageException($"--rate {text}: expected events a second, such as 1000,5000"))];

    private static string[] Parts(string[] names) => Array.Find(names, name => !BenchSettings.AllParts.Contains(name)) is { } unknown
        ? throw new UsageException($"--only {unknown}: expected some of {Names}")
        : names;

    private static string? Existing(FileInfo? wire) => wire is { Exists: false }
        ? throw new UsageException($"no file of messages at {wire.FullName}")
        : wire?.FullName;
}

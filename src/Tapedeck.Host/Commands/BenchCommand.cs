using System.CommandLine;
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
    public static Command Create()
    {
        var options = new BenchOptions();
        var json = OutputOptions.Json("Every number; the progress goes to standard error.");
        var command = new Command("bench", "Measures the recorder on this machine: rates, latency, memory, costs, start, checkpoints, answers.") { json };
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options.Load(parsed), parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(BenchSettings asked, bool asJson)
    {
        using var signal = new StopSignal();
        var stop = signal.Token;
        var settings = asked with { Folder = Path.Combine(Path.GetFullPath(asked.Folder), $"tapedeck-bench-{Guid.NewGuid():N}") };
        Directory.CreateDirectory(settings.Folder);
        try
        {
            var report = await MeasureAsync(settings, stop);
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
            Checkpoint = Has("checkpoint") ? await new CheckpointBench(settings).RunAsync(stop) : null,
            Ask = Has("ask") ? await new AskBench(settings).RunAsync(stop) : null,
        };

        bool Has(string part) => settings.Parts.Contains(part);
    }
}

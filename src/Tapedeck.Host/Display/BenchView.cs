using System.Globalization;
using Spectre.Console;
using Tapedeck.Host.Bench;

namespace Tapedeck.Host.Display;

/// <summary>What a bench measured, in tables on the console.</summary>
internal static class BenchView
{
    public static void Show(BenchReport report)
    {
        var machine = report.Machine;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{machine.Cpu}, {machine.Cores} cores, {machine.MemoryBytes >> 30} GiB, {machine.FileSystem}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{machine.System}, kernel {machine.Kernel}, {machine.Dotnet}, {machine.Runtime} runtime, {report.MeasuredAt:yyyy-MM-dd HH:mm}Z, messages of {report.MessageBytes:0} bytes"));
        if (machine.FileSystem is "tmpfs" or "ramfs")
            Console.WriteLine("the folder is no disk: a flush costs nothing there; --folder DIR takes another");
        Show(report.Ingest);
        Show(report.Latency);
        Show(report.Memory);
        Show(report.Stages);
        Show(report.Start);
        Show(report.Checkpoint);
        Show(report.Ask);
    }

    private static void Show(IngestFigures? ingest)
    {
        if (ingest is null)
            return;
        var table = NewTable("events/s, first send to last line", "", "events", "median (least – most)", "tapedeck / it");
        foreach (var (name, events, rates) in ingest.Recorders)
        {
            var ratio = ingest.Ratios.FirstOrDefault(one => one.To == name)?.Ratio;
            table.AddRow(name, Whole(events), Spread(rates, Whole), ratio is null ? "" : Spread(ratio, Short));
        }

        AnsiConsole.Write(table);
        foreach (var peer in ingest.Skipped)
            Console.WriteLine($"skipped: {peer.Name} is not installed (Debian: {peer.Install})");
    }

    private static void Show(LatencyFigures? latency)
    {
        if (latency is null)
            return;
        var table = NewTable(
            "received to durable, µs, and a flush of 64 KiB", "events/s", "p50", "p99", "p99.9", "most", "flush p50", "p99 / it");
        foreach (var at in latency.Rates)
        {
            table.AddRow(
                Whole(at.Rate), Whole(at.P50), Whole(at.P99), Whole(at.P999), Whole(at.Max), Whole(at.FlushMedian),
                Short(at.P99ToFlush));
        }

        AnsiConsole.Write(table);
    }

    private static void Show(MemoryFigures? memory)
    {
        if (memory is null)
            return;
        var table = NewTable("memory of the node, MiB", "events", "resident", "most so far");
        foreach (var step in memory.Steps)
            table.AddRow(Whole(step.Events), Whole(step.ResidentBytes >> 20), Whole(step.PeakBytes >> 20));
        AnsiConsole.Write(table);
        Console.WriteLine($"at the end {Short(memory.SecondHalfGrowth)} × what it was at half");
    }

    private static void Show(IReadOnlyList<StageFigure>? stages)
    {
        if (stages is null)
            return;
        var table = NewTable("cost on one thread", "stage", "ns an event");
        foreach (var stage in stages)
            table.AddRow(stage.Stage, Whole(stage.NanosecondsPerEvent));
        AnsiConsole.Write(table);
    }

    private static void Show(StartFigures? start)
    {
        if (start is null)
            return;
        var table = NewTable($"seconds until ready, {Whole(start.Lines)} lines, {Whole(start.Bytes >> 20)} MiB", "behind", "median (least – most)");
        foreach (var (behind, seconds) in start.Cases)
            table.AddRow(behind, Spread(seconds, Short));
        table.AddRow("verify, MB/s", Spread(start.VerifiedMegabytesPerSecond, Whole));
        AnsiConsole.Write(table);
    }

    private static void Show(CheckpointFigures? checkpoint)
    {
        if (checkpoint is null)
            return;
        var table = NewTable(
            $"a checkpoint of {Whole(checkpoint.Events)} events, {Whole(checkpoint.LineBytes >> 20)} MiB", "", "seconds", "MiB");
        table.AddRow("JSON", Short(checkpoint.JsonSeconds), Whole(checkpoint.JsonBytes >> 20));
        table.AddRow("Parquet twin", Short(checkpoint.ParquetSeconds), Whole(checkpoint.ParquetBytes >> 20));
        AnsiConsole.Write(table);
        Console.WriteLine($"memory of the node: {Whole(checkpoint.ResidentBytes >> 20)} MiB before, at most {Whole(checkpoint.PeakBytes >> 20)} MiB");

        table = NewTable("received to durable beside it, 5,000 events/s, µs", "", "p50", "p99", "p99.9", "most");
        foreach (var at in checkpoint.Capture)
            table.AddRow(at.When, Whole(at.P50), Whole(at.P99), Whole(at.P999), Whole(at.Max));
        AnsiConsole.Write(table);

        table = NewTable("exports of the same events, a cold process each", "", "seconds", "MiB", "memory, MiB");
        foreach (var export in checkpoint.Exports)
            table.AddRow(export.Format, Short(export.Seconds), Whole(export.Bytes >> 20), Whole(export.PeakBytes >> 20));
        AnsiConsole.Write(table);
    }

    private static void Show(IReadOnlyList<AskFigure>? ask)
    {
        if (ask is null)
            return;
        var table = NewTable("an answer to Ask for the live report, µs", "", "questions", "p50", "p99", "p99.9", "most");
        foreach (var at in ask)
            table.AddRow(at.When, Whole(at.Questions), Whole(at.P50), Whole(at.P99), Whole(at.P999), Whole(at.Max));
        AnsiConsole.Write(table);
    }

    private static Table NewTable(string title, params string[] columns)
    {
        AnsiConsole.WriteLine();
        var table = new Table().Border(TableBorder.Rounded).Title(title);
        table.AddColumn(columns[0]);
        foreach (var column in columns.Skip(1))
            table.AddColumn(column, shown => shown.RightAligned());
        return table;
    }

    private static string Spread(RunFigures figures, Func<double, string> text) =>
        $"{text(figures.Median)} ({text(figures.Least)} – {text(figures.Most)})";

    private static string Whole(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Short(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
}

using System.CommandLine;
using Tapedeck.Client;
using Tapedeck.Export;
using Tapedeck.Host.Display;
using Tapedeck.Journal;
using Tapedeck.Journal.Verification;
using Tapedeck.Parquet;
using Tapedeck.Query;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck export</c>: the events that pass the filters as one file that other programs open; from the folder's files, or
/// from the node at <c>--node</c>.
/// </summary>
internal static class ExportCommand
{
    private const string Jsonl = "jsonl";
    private const string Csv = "csv";
    private const string ParquetName = "parquet";

    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var filters = new FilterOptions();
        var format = new Option<string>("--format") { Description = "parquet, jsonl or csv.", HelpName = "FORMAT", Required = true };
        format.AcceptOnlyFromAmong(ParquetName, Jsonl, Csv);
        var output = new Option<string>("--out")
        {
            Description = "The file; it gets its name once it is whole. - is standard output.", HelpName = "FILE", Required = true,
        };
        var compression = new Option<ParquetCompression>("--compression")
        {
            Description = "Of Parquet: gzip, brotli or uncompressed.", HelpName = "C", DefaultValueFactory = _ => ParquetCompression.Gzip,
        };
        var force = new Option<bool>("--force") { Description = "Writes over a file that is there." };
        var node = NodeOptions.Node("Asks the node at this address instead of reading files.");
        var limit = OutputOptions.Limit("At most this many events.");
        var json = OutputOptions.Json("One object: events, bytes, and the file.");
        var command = new Command("export", "Events of the recording as one Parquet, JSONL or CSV file.")
        {
            format, output, compression, force, limit, node, json,
        };
        filters.AddTo(command);
        configuration.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var settings = configuration.Load(parsed);
            using var signal = new StopSignal();
            var stop = signal.Token;
            var filter = filters.Filter(parsed, settings.NaiveOffset);
            var most = parsed.GetValue(limit) ?? int.MaxValue;
            var folder = parsed.GetValue(node) is null ? RecordedFolder.Of(settings) : null;
            if (parsed.GetValue(json) && parsed.GetValue(output) == ExportFile.StandardOutput)
                throw new UsageException("--json and --out -: both would write to standard output");
            using var file = ExportFile.Create(parsed.GetValue(output)!, parsed.GetValue(force));
            using IEventWriter writer = parsed.GetValue(format) switch
            {
                Jsonl => new JsonlEvents(file.Stream),
                Csv => new CsvEvents(file.Stream, settings.NaiveOffset),
                _ => new ParquetEvents(file.Stream, settings.NaiveOffset, parsed.GetValue(compression)),
            };
            var code = folder is null
                ? await AskAsync(NodeClient.Connect(parsed.GetValue(node)!, settings.Remote.Tls), filter, most, writer, file, stop)
                : Read(
                    folder, filter == EventFilter.Everything ? null : new EventMatcher(filter, settings.NaiveOffset), most, writer, file, stop);
            writer.Finish();
            file.Finish(parsed.GetValue(json));
            return code;
        });
        return command;
    }

    private static int Read(
        JournalFolder folder, EventMatcher? matcher, int limit, IEventWriter writer, ExportFile file, CancellationToken stop)
    {
        using var progress = new ByteProgress("read", JournalBytes.OfSessions(folder));
        using var reader = JournalReader.OfFolder(folder);
        while (file.Events < limit && reader.TryReadLine(out var line))
        {
            stop.ThrowIfCancellationRequested();
            progress.Add(line.Length + 1);
            if (matcher is null ? reader.IsEvent(line) : reader.Parse(line) is { } recorded && matcher.Matches(recorded))
            {
                writer.Add(line);
                file.Events++;
            }
        }

        return BadLines.Report(reader);
    }

    private static async Task<int> AskAsync(
        INodeClient client, EventFilter filter, int limit, IEventWriter writer, ExportFile file, CancellationToken stop)
    {
        await using var node = client;
        using var progress = new ByteProgress("received", 0);
        await foreach (var line in node.QueryAsync(filter, limit, stop))
        {
            progress.Add(line.Length + 1);
            writer.Add(line.Span);
            file.Events++;
        }

        return ExitCode.Done;
    }
}

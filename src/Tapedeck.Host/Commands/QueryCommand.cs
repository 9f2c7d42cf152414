using System.CommandLine;
using Tapedeck.Client;
using Tapedeck.Host.Display;
using Tapedeck.Journal;
using Tapedeck.Query;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck query</c>: the events that pass the filters, oldest first; from the folder's files, or from the node at
/// <c>--node</c>.
/// </summary>
internal static class QueryCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var filters = new FilterOptions();
        var node = NodeOptions.Node("Asks the node at this address instead of reading files.");
        var limit = OutputOptions.Limit("At most this many events.");
        var json = OutputOptions.Json("The events' lines as they are recorded.");
        var command = new Command("query", "Events of the recording, oldest first.") { limit, node, json };
        filters.AddTo(command);
        configuration.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var settings = configuration.Load(parsed);
            var filter = filters.Filter(parsed, settings.NaiveOffset);
            var most = parsed.GetValue(limit) ?? int.MaxValue;
            using var printer = parsed.GetValue(json) ? EventPrinter.Data() : EventPrinter.Readable();
            return parsed.GetValue(node) is { } url
                ? await AskAsync(NodeClient.Connect(url, settings.Remote.Tls), filter, most, printer, stop)
                : Read(RecordedFolder.Of(settings), new EventMatcher(filter, settings.NaiveOffset), most, printer);
        });
        return command;
    }

    private static int Read(JournalFolder folder, EventMatcher matcher, int limit, EventPrinter printer)
    {
        using var reader = JournalReader.OfFolder(folder);
        for (var found = 0; found < limit && reader.TryReadEvent(matcher, out var recorded, out var line); found++)
            printer.Print(recorded, line);
        printer.Flush();
        return BadLines.Report(reader);
    }

    private static async Task<int> AskAsync(
        INodeClient client, EventFilter filter, int limit, EventPrinter printer, CancellationToken stop)
    {
        await using var node = client;
        await foreach (var line in node.QueryAsync(filter, limit, stop))
            printer.Print(RecordedEvent.Parse(line.Span), line.Span);
        return ExitCode.Done;
    }
}

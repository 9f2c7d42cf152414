using System.CommandLine;
using Tapedeck.Host.Display;
using Tapedeck.Query;

namespace Tapedeck.Host.Commands;

/// <summary><c>tapedeck query</c>: the events that pass the filters, oldest first.</summary>
internal static class QueryCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var filters = new FilterOptions();
        var limit = new Option<int?>("--limit") { Description = "At most this many events.", HelpName = "N" };
        var json = OutputOptions.Json("The events' lines as they are recorded.");
        var command = new Command("query", "Events of the recording, oldest first.") { limit, json };
        filters.AddTo(command);
        configuration.AddTo(command);
        command.SetAction(parsed =>
        {
            var settings = configuration.Load(parsed);
            var filter = filters.Filter(parsed, settings.NaiveOffset);
            using var printer = parsed.GetValue(json) ? EventPrinter.Data() : EventPrinter.Readable();
            return Run(RecordedSession.Path(settings), filter, parsed.GetValue(limit) ?? int.MaxValue, printer);
        });
        return command;
    }

    private static int Run(string session, EventFilter filter, int limit, EventPrinter printer)
    {
        using var reader = new JournalReader(session);
        for (var found = 0; found < limit && reader.TryReadEvent(filter, out var recorded, out var line); found++)
            printer.Print(recorded, line);
        printer.Flush();
        return BadLines.Report(reader);
    }
}

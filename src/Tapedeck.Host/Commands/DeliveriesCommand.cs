using System.CommandLine;
using Tapedeck.Host.Display;
using Tapedeck.Query;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck deliveries</c>: for each message that names a receiver, who received it when, how long that took, or that
/// nobody did; oldest first.
/// </summary>
internal static class DeliveriesCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var filters = new FilterOptions();
        var receiver = new Option<string?>("--receiver") { Description = "Whom it names as the receiver.", HelpName = "NAME" };
        var undelivered = new Option<bool>("--undelivered") { Description = "Only those that nobody reported as received." };
        var slower = DurationOption.Create(
            "--slower-than", "Only those that took longer, such as 250ms, 2s, 1m; with --undelivered, both.");
        var limit = OutputOptions.Limit("Shows at most this many; the summary counts all.");
        var json = OutputOptions.Json(
            "One object a message: sequence, id, speaker, receiver, sent_at, received_at, received_by, seconds, observations.");
        var command = new Command("deliveries", "What was sent, who received it, and how long that took.")
        {
            undelivered, slower, receiver, limit, json,
        };
        filters.AddWhoAndWhenTo(command);
        configuration.AddTo(command);
        command.SetAction(parsed =>
        {
            var settings = configuration.Load(parsed);
            var matcher = new EventMatcher(filters.Filter(parsed, settings.NaiveOffset), settings.NaiveOffset);
            var selection = new DeliverySelection(
                parsed.GetValue(receiver), parsed.GetValue(undelivered), parsed.GetValue(slower)?.TotalSeconds);
            using var reader = new DeliveryReader(RecordedFolder.Of(settings), settings.NaiveOffset);
            using var printer = parsed.GetValue(json) ? DeliveryPrinter.Data() : DeliveryPrinter.Readable();
            var summary = Show(reader, matcher, selection, parsed.GetValue(limit) ?? int.MaxValue, printer);
            Console.Error.WriteLine(DeliveryMarkup.Of(summary));
            return BadLines.Report(reader.BadLines, "event or delivery", reader.FirstBadLine);
        });
        return command;
    }

    private static DeliverySummary Show(
        DeliveryReader reader, EventMatcher matcher, DeliverySelection selection, int limit, DeliveryPrinter printer)
    {
        var summary = new DeliverySummary();
        var shown = 0;
        while (reader.TryRead(matcher, out var message))
        {
            if (!selection.IsAbout(message))
                continue;
            summary.Add(message);
            if (shown == limit || !selection.Shows(message))
                continue;
            printer.Print(message);
            shown++;
        }

        printer.Flush();
        return summary;
    }
}

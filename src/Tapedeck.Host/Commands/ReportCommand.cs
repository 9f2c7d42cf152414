using System.CommandLine;
using System.Text;
using Tapedeck.Analytics;
using Tapedeck.Client;
using Tapedeck.Host.Display;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Verification;
using Tapedeck.Query;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck report</c>: how the agents work together, in numbers, of the events that pass the filters: on the console, and as
/// JSON and Markdown in a folder.
/// </summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var filters = new FilterOptions();
        var output = new Option<string?>("--out")
        {
            Description = "Folder of the report's files instead of tapedeck.report.directory.", HelpName = "DIR",
        };
        var json = OutputOptions.Json("The report; it is written to files only if --out is given.");
        var command = new Command("report", "How the agents work together: counts, the collaboration score, findings.") { output, json };
        filters.AddTo(command);
        configuration.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var settings = configuration.Load(parsed);
            using var signal = new StopSignal();
            var filter = filters.Filter(parsed, settings.NaiveOffset);
            var matcher = filter == EventFilter.Everything ? null : new EventMatcher(filter, settings.NaiveOffset);
            var report = Make(RecordedFolder.Of(settings), matcher, settings.NaiveOffset, signal.Token);
            if (parsed.GetValue(json))
                Console.Out.Write(Encoding.UTF8.GetString(ReportJson.Of(report)));
            else
                ReportView.Show(report);
            if (!parsed.GetValue(json) || parsed.GetValue(output) is not null)
                Save(report, parsed.GetValue(output) ?? settings.ReportDirectory);
            return Task.FromResult(report.UnreadableLines == 0 ? ExitCode.Done : ExitCode.Failed);
        });
        return command;
    }

    private static AnalyticsReport Make(JournalFolder folder, EventMatcher? matcher, TimeSpan naiveOffset, CancellationToken stop)
    {
        using var progress = new ByteProgress("read", JournalBytes.OfSessions(folder));
        var deliveries = matcher is null ? Task.Run(() => ObservationTally.Of(folder.Deliveries, stop), stop) : null;
        var tally = new JournalTally(matcher, naiveOffset, progress.Add, stop);
        tally.Run(folder, DurableEnd.Of(folder));
        var observed = deliveries?.GetAwaiter().GetResult();
        return Reports.Of(tally.Total, DateTimeOffset.UtcNow, tally.Unreadable + (observed?.Unreadable ?? 0), observed?.Counts);
    }

    private static void Save(AnalyticsReport report, string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, report.FileName);
        File.WriteAllBytes(path + ".json", ReportJson.Of(report));
        File.WriteAllText(path + ".md", ReportMarkdown.Of(report));
        Console.Error.WriteLine($"{path}.json, .md");
    }
}

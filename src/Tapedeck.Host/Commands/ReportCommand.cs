using System.CommandLine;
using System.Text;
using System.Text.Json;
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
/// files in a folder; from the folder's files, or by the node at <c>--node</c>.
/// </summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var filters = new FilterOptions();
        var node = NodeOptions.Node("Has the node at this address make it instead of reading files.");
        var output = new Option<string?>("--out")
        {
            Description = "Folder of the report's files instead of tapedeck.report.directory.", HelpName = "DIR",
        };
        var formats = new Option<ReportFormats?>("--format")
        {
            Description = $"What the files are instead of tapedeck.report.formats: any of {ReportRendering.Names}, with commas between.",
            HelpName = "FORMATS",
            CustomParser = result =>
            {
                try
                {
                    return ReportRendering.Parse(result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries));
                }
                catch (FormatException fault)
                {
                    result.AddError($"--format {result.Tokens[0].Value}: {fault.Message}");
                    return null;
                }
            },
        };
        var json = OutputOptions.Json("The report; it is written to files only if --out is given.");
        var command = new Command("report", "How the agents work together: counts, scores, findings.") { output, formats, node, json };
        filters.AddTo(command);
        configuration.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var settings = configuration.Load(parsed);
            using var signal = new StopSignal();
            var filter = filters.Filter(parsed, settings.NaiveOffset);
            var report = parsed.GetValue(node) is { } url
                ? await AskAsync(NodeClient.Connect(url, settings.Remote.Tls), filter, signal.Token)
                : Make(RecordedFolder.Of(settings), filter, settings.NaiveOffset, signal.Token);
            if (parsed.GetValue(json))
                Console.Out.Write(Encoding.UTF8.GetString(ReportJson.Of(report)));
            else
                ReportView.Show(report);
            if (!parsed.GetValue(json) || parsed.GetValue(output) is not null)
                Save(report, parsed.GetValue(output) ?? settings.Report.Directory, parsed.GetValue(formats) ?? settings.Report.Formats);
            return report.UnreadableLines == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static async Task<AnalyticsReport> AskAsync(INodeClient client, EventFilter filter, CancellationToken stop)
    {
        await using var node = client;
        var answer = await node.GetReportAsync(filter, stop);
        try
        {
            return ReportJson.Read(answer.Json.Span);
        }
        catch (JsonException fault)
        {
            throw new CommandFailedException($"the node answers what is no report of this version: {fault.Message}");
        }
    }

    private static AnalyticsReport Make(JournalFolder folder, EventFilter filter, TimeSpan naiveOffset, CancellationToken stop)
    {
        var matcher = filter == EventFilter.Everything ? null : new EventMatcher(filter, naiveOffset);
        using var progress = new ByteProgress("read", JournalBytes.OfSessions(folder));
        var deliveries = matcher is null ? Task.Run(() => ObservationTally.Of(folder.Deliveries, stop), stop) : null;
        var tally = new JournalTally(matcher, naiveOffset, progress.Add, stop);
        tally.Run(folder, DurableEnd.Of(folder));
        var observed = deliveries?.GetAwaiter().GetResult();
        return Reports.Of(tally.Total, DateTimeOffset.UtcNow, tally.Unreadable + (observed?.Unreadable ?? 0), observed?.Counts);
    }

    private static void Save(AnalyticsReport report, string folder, ReportFormats formats)
    {
        var path = ReportFiles.Write(report, folder, report.FileName, formats);
        Console.Error.WriteLine(path + string.Join(", ", ReportRendering.NamesOf(formats).Select(name => $".{name}")));
    }
}

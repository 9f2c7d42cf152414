using Tapedeck.Client;
using Tapedeck.Configuration;
using static Tapedeck.Analytics.AnalyticsProtocol;

namespace Tapedeck.Analytics;

/// <summary>What came of a report that was due.</summary>
/// <param name="Day">The day it is of; null: of all events.</param>
/// <param name="Made">The report; null if it was there already.</param>
/// <param name="Path">Its files' path without an extension; null if there are none, because there are no events.</param>
internal sealed record ReportDone(DateOnly? Day, ReportMade? Made, string? Path);

/// <summary>Has a report made and writes its files, on a thread that gives way to the capture.</summary>
/// <param name="settings">Where, and as what.</param>
/// <param name="analytics">Answers <see cref="MakeReport"/>.</param>
/// <param name="stop">Ends the wait for that answer.</param>
internal sealed class ReportWork(ReportSettings settings, IActorRef analytics, CancellationToken stop)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMinutes(5);

    /// <summary>Of all events.</summary>
    public async Task<ReportDone> MakeAsync()
    {
        var made = await AskAsync(null).ConfigureAwait(false);
        return new ReportDone(null, made, await WriteAsync(made.Report, made.Report.FileName).ConfigureAwait(false));
    }

    /// <summary>Of one day, if it has no report yet.</summary>
    public async Task<ReportDone> MakeAsync(DateOnly day)
    {
        if (await BackgroundThread.Run(() => ReportDays.HasReport(settings.Directory, day)).ConfigureAwait(false))
            return new ReportDone(day, null, null);
        var made = await AskAsync(ReportDays.EventsOf(day)).ConfigureAwait(false);
        return new ReportDone(day, made, await WriteAsync(made.Report, ReportDays.FileName(made.Report, day)).ConfigureAwait(false));
    }

    private async Task<ReportMade> AskAsync(EventFilter? filter) =>
        await analytics.Ask<object>(new MakeReport(filter), AnswerWithin, stop).ConfigureAwait(false) switch
        {
            ReportMade made => made,
            NodeProtocol.Refused refused => throw new IOException(refused.Reason),
            var other => throw new IOException($"the analytics answer with {other}"),
        };

    private async Task<string?> WriteAsync(AnalyticsReport report, string name) => report.TotalItems == 0
        ? null
        : await BackgroundThread.Run(() => ReportFiles.Write(report, settings.Directory, name, settings.Formats)).ConfigureAwait(false);
}

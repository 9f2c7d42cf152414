using System.Text;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Analytics;

/// <summary>A report as Markdown.</summary>
internal sealed class ReportMarkdown
{
    private readonly StringBuilder _text = new();
    private readonly AnalyticsReport _report;
    private readonly ConversationTally _tally;

    private ReportMarkdown(AnalyticsReport report) => (_report, _tally) = (report, report.Tally);

    public static string Of(AnalyticsReport report)
    {
        var markdown = new ReportMarkdown(report);
        markdown.Write();
        return markdown._text.ToString();
    }

    private void Write()
    {
        Line("# Analytics report");
        Line("");
        Line($"Made {_report.TimestampText}.");
        WriteOverview();
        WriteCounts("Speaker activity", "speaker", _tally.Speakers, int.MaxValue);
        WriteCounts("Who talks to whom", "pair", _tally.Pairs, AnalyticsReport.Shown);
        WriteCounts("Domain focus", "domain", _tally.Domains, int.MaxValue);
        WriteCounts("ACE tiers", "tier", _tally.Tiers, int.MaxValue);
        WriteCounts("Top keywords", "keyword", _tally.Keywords, AnalyticsReport.Shown);
        WriteTimeline();
        WriteMetadata();
        WriteScore();
        Heading("Key findings");
        foreach (var finding in _report.Findings)
            Line($"- {Cell(finding)}");
    }

    private void WriteOverview()
    {
        Heading("Overview");
        Line("| | |");
        Line("| --- | --- |");
        Line($"| events | {_tally.Events} |");
        Line($"| messages in them | {_tally.Messages} |");
        Line($"| speakers | {_tally.Speakers.Distinct} |");
        Line($"| contexts | {_tally.Contexts.Distinct} |");
        Line($"| first, last | {LineTime.TextOf(_tally.Times.Earliest) ?? "none"}, {LineTime.TextOf(_tally.Times.Latest) ?? "none"} |");
        Line($"| without text | {_tally.Empty} |");
        Line($"| unknown speakers | {_tally.UnknownSpeakers} |");
        Line($"| timestamps that are not understood | {_tally.Undated} |");
        Line($"| unreadable lines, passed over | {_report.Unreadable} |");
        Line($"| collaboration score | {_report.Score.Value:0.00} |");
    }

    private void WriteCounts(string heading, string what, KeyCounter counter, int most)
    {
        Heading(heading);
        if (counter.Distinct == 0)
        {
            Line("None.");
            return;
        }

        Line($"| {what} | events | share |");
        Line("| --- | ---: | ---: |");
        foreach (var (key, count) in counter.Ranked().Take(most))
            Line($"| {Cell(key)} | {count} | {100.0 * count / _tally.Events:0.0} % |");
        if (counter.Others > 0)
            Line($"| others, not counted each | {counter.Others} | |");
    }

    private void WriteTimeline()
    {
        Heading("Timeline");
        Line("| day, UTC | events |");
        Line("| --- | ---: |");
        foreach (var (day, count) in _tally.Days.Counts.OrderBy(day => day.Key, StringComparer.Ordinal))
            Line($"| {day} | {count} |");
    }

    private void WriteMetadata()
    {
        WriteCounts("Metadata insights", "SHL tag", _tally.Tags, int.MaxValue);
        Line("");
        Line($"{_report.ConsolidationRatio:0.00} messages an event; {_report.HashCoverage:0.00} % of the events have a content hash.");
    }

    private void WriteScore()
    {
        Heading("Collaboration metrics");
        Line("| part | 0 – 100 | from |");
        Line("| --- | ---: | --- |");
        foreach (var part in _report.Score.Parts)
            Line($"| {part.Name} | {part.Value:0.00} | {part.Inputs} |");
        Line($"| **collaboration score** | **{_report.Score.Value:0.00}** | the mean of these |");
    }

    private void Heading(string text)
    {
        Line("");
        Line($"## {text}");
        Line("");
    }

    private void Line(string line) => _text.Append(line).Append('\n');

    /// <summary>Recorded text in a table: on one line, and nothing of it is markup.</summary>
    private static string Cell(string text) => string.Concat(text.Select(character =>
        char.IsControl(character) ? " "
        : "\\`*_{}[]<>#|~!".Contains(character, StringComparison.Ordinal) ? $"\\{character}"
        : character.ToString()));
}

using System.Globalization;
using System.Text;

namespace Tapedeck.Analytics;

/// <summary>A report as Markdown.</summary>
internal sealed class ReportMarkdown
{
    private readonly StringBuilder _text = new();
    private readonly AnalyticsReport _report;

    private ReportMarkdown(AnalyticsReport report) => _report = report;

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
        Line($"Made {_report.Timestamp}.");
        WriteOverview();
        WriteCounts("Speaker activity", "speaker", "speakers", _report.Speakers);
        WriteCounts("Who talks to whom", "pair", "pairs", _report.Pairs);
        WriteResponses();
        WriteCounts("Domain focus", "domain", "chain_types", _report.ChainTypes);
        WriteCounts("ACE tiers", "tier", "ace_tiers", _report.AceTiers);
        WriteCounts("Top keywords", "keyword", "keywords", _report.Keywords);
        WriteTimeline();
        WriteCounts("Metadata insights", "SHL tag", "shl_tags", _report.MetadataInsights.ShlTagsFrequency);
        Line("");
        Line($"{Decimals(_report.MetadataInsights.ConsolidationRatio)} messages an event; "
            + $"{Decimals(_report.MetadataInsights.ContentHashCoverage)} % of the events have a content hash.");
        WriteScores();
        Heading("Key findings");
        foreach (var finding in _report.KeyFindings)
            Line($"- {Cell(finding)}");
    }

    private void WriteOverview()
    {
        Heading("Overview");
        Line("| | |");
        Line("| --- | --- |");
        Line($"| events | {_report.TotalItems} |");
        Line($"| messages in them | {_report.TotalMessagesWithinThreads} |");
        Line($"| speakers | {_report.Distinct["speakers"]} |");
        Line($"| contexts | {_report.ContextsCount} |");
        Line($"| conversations, with a decision | {_report.Conversations.Count}, {_report.Conversations.Decided} |");
        Line($"| questions, answered | {_report.Conversations.Questions}, {_report.Conversations.Answered} |");
        Line($"| first, last | {_report.FirstTimestamp ?? "none"}, {_report.LastTimestamp ?? "none"} |");
        Line($"| without text | {_report.EmptyMessages} |");
        Line($"| unknown speakers | {_report.UnknownSpeakers} |");
        Line($"| timestamps that are not understood | {_report.Undated} |");
        Line($"| unreadable lines, passed over | {_report.UnreadableLines} |");
        if (_report.Deliveries is { } deliveries)
            Line($"| further observations of the same messages | {deliveries.Observations} |");
        Line($"| collaboration score | {Decimals(_report.CollaborationScore)} |");
        Line($"| insight score | {Decimals(_report.InsightScore)} |");
    }

    private void WriteCounts(string heading, string what, string name, KeyCounts counts)
    {
        Heading(heading);
        if (counts.Counts.Count == 0)
        {
            Line("None.");
            return;
        }

        Line($"| {what} | events | share |");
        Line("| --- | ---: | ---: |");
        foreach (var (key, count) in counts.Counts)
            Line($"| {Cell(key)} | {count} | {Share(count)} |");
        if (_report.Distinct[name] is var distinct && distinct > counts.Counts.Count)
            Line($"| {distinct - counts.Counts.Count} others | | |");
    }

    private void WriteResponses()
    {
        Heading("Response times");
        if (_report.ResponseTimes.Count == 0)
        {
            Line("None.");
            return;
        }

        Line("| from | to | responses | median s | mean s | longest s |");
        Line("| --- | --- | ---: | ---: | ---: | ---: |");
        foreach (var pair in _report.ResponseTimes)
            Line($"| {Cell(pair.From)} | {Cell(pair.To)} | {pair.Count} | {Decimals(pair.MedianSeconds)} | {Decimals(pair.MeanSeconds)} | {Decimals(pair.LongestSeconds)} |");
    }

    private void WriteTimeline()
    {
        Heading("Timeline");
        Line("| day, UTC | events |");
        Line("| --- | ---: |");
        foreach (var (day, count) in _report.Timeline.Counts)
            Line($"| {day} | {count} |");
    }

    private void WriteScores()
    {
        Heading("Collaboration metrics");
        Line("| part | 0 – 100 | from |");
        Line("| --- | ---: | --- |");
        WriteParts(_report.CollaborationScoreParts);
        Line($"| **collaboration score** | **{Decimals(_report.CollaborationScore)}** | the mean of these |");
        WriteParts(_report.InsightScoreParts);
        Line($"| **insight score** | **{Decimals(_report.InsightScore)}** | the mean of these but substance, times substance |");
    }

    private void WriteParts(IReadOnlyList<ScorePart> parts)
    {
        foreach (var part in parts)
            Line($"| {part.Name} | {(part.Value is { } value ? Decimals(value) : "–")} | {part.Inputs} |");
    }

    private string Share(long count) => string.Create(CultureInfo.InvariantCulture, $"{Score.Percent(count, _report.TotalItems):0.0} %");

    private static string Decimals(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

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

using System.Text;

namespace Tapedeck.Analytics.Html;

/// <summary>
/// A report as one HTML file that needs nothing else: no script, nothing from elsewhere. It is well-formed XML too. The same
/// report gives the same page.
/// </summary>
internal sealed partial class ReportHtml
{
    private readonly StringBuilder _page = new();
    private readonly AnalyticsReport _report;

    private ReportHtml(AnalyticsReport report) => _report = report;

    public static string Of(AnalyticsReport report)
    {
        var html = new ReportHtml(report);
        html.Write();
        return html._page.ToString();
    }

    private void Write()
    {
        Line("<!DOCTYPE html>");
        Line("<html lang=\"en\">");
        Line("<head>");
        Line("<meta charset=\"utf-8\"/>");
        Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        Line($"<title>Analytics report, {HtmlText.Of(_report.Timestamp)}</title>");
        Line($"<style>\n{ReportStyle.Css}</style>");
        Line("</head>");
        Line("<body>");
        Line("<main>");
        Line("<h1>Analytics report</h1>");
        Line($"<p class=\"muted\">Made {HtmlText.Of(_report.Timestamp)}. {Period()}</p>");
        Line("<div class=\"grid\">");
        WriteFindings();
        WriteOverview();
        WriteScore(
            "Collaboration score", _report.CollaborationScore, _report.CollaborationScoreParts,
            "The mean of these. It says how much is recorded, more than how well.");
        WriteScore(
            "Insight score", _report.InsightScore, _report.InsightScoreParts, "The mean of these but substance, times substance.");
        WriteTimeline();
        WriteHours();
        WriteBars("Speaker activity", "speakers", _report.Speakers);
        WriteBars("Who talks to whom", "pairs", _report.Pairs);
        WriteBars("Domain focus", "chain_types", _report.ChainTypes);
        WriteBars("ACE tiers", "ace_tiers", _report.AceTiers);
        WriteBars("SHL tags", "shl_tags", _report.MetadataInsights.ShlTagsFrequency);
        WriteBars("Top keywords", "keywords", _report.Keywords);
        WriteBars("Message types", "message_types", _report.MessageTypes);
        WriteBars("Contexts", "contexts", _report.Contexts);
        WriteResponses();
        Line("</div>");
        Line("</main>");
        Line("</body>");
        Line("</html>");
    }

    private string Period() => _report is { FirstTimestamp: { } first, LastTimestamp: { } last }
        ? $"{HtmlText.Of(_report.TotalItems)} events, {HtmlText.Of(Second(first))} to {HtmlText.Of(Second(last))} UTC."
        : $"{HtmlText.Of(_report.TotalItems)} events, none with a date.";

    /// <summary>A time without its fraction, <c>2026-11-22 09:00:00</c>.</summary>
    private static string Second(string time) => time.Length < 19 ? time : time[..19].Replace('T', ' ');

    private void WriteFindings()
    {
        Begin("Key findings", "wide");
        Line("<ul>");
        foreach (var finding in _report.KeyFindings)
            Line($"<li>{HtmlText.Of(finding)}</li>");
        Line("</ul>");
        End();
    }

    private void WriteOverview()
    {
        Begin("Overview", "wide");
        Line("<dl>");
        foreach (var (name, value) in Numbers())
            Line($"<div><dt>{name}</dt><dd>{value}</dd></div>");
        Line("</dl>");
        End();
    }

    private IEnumerable<(string Name, string Value)> Numbers()
    {
        yield return ("events", HtmlText.Of(_report.TotalItems));
        yield return ("messages in them", HtmlText.Of(_report.TotalMessagesWithinThreads));
        yield return ("messages an event", HtmlText.Of(_report.MetadataInsights.ConsolidationRatio));
        yield return ("speakers", HtmlText.Of(_report.Distinct["speakers"]));
        yield return ("contexts", HtmlText.Of(_report.ContextsCount));
        yield return ("conversations", HtmlText.Of(_report.Conversations.Count));
        yield return ("with a decision", HtmlText.Of(_report.Conversations.Decided));
        yield return ("questions", HtmlText.Of(_report.Conversations.Questions));
        yield return ("answered", HtmlText.Of(_report.Conversations.Answered));
        yield return ("tell of a problem", HtmlText.Of(_report.Conversations.Blocked));
        yield return ("without text", HtmlText.Of(_report.EmptyMessages));
        yield return ("unknown speakers", HtmlText.Of(_report.UnknownSpeakers));
        yield return ("with a content hash", $"{HtmlText.Of(_report.MetadataInsights.ContentHashCoverage)} %");
        yield return ("undated", HtmlText.Of(_report.Undated));
        yield return ("unreadable lines", HtmlText.Of(_report.UnreadableLines));
        if (_report.Deliveries is { } deliveries)
            yield return ("further observations", HtmlText.Of(deliveries.Observations));
    }

    private void Begin(string heading, string? kind = null) =>
        Line($"<section{(kind is null ? "" : $" class=\"{kind}\"")}>\n<h2>{heading}</h2>");

    private void End() => Line("</section>");

    private void Line(string line) => _page.Append(line).Append('\n');
}

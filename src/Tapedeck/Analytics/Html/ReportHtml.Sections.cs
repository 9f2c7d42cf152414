namespace Tapedeck.Analytics.Html;

// The sections with charts and tables.
internal sealed partial class ReportHtml
{
    private const int ScoreHeight = 14;
    private const int PartHeight = 8;
    private static readonly int[] LabelledHours = [0, 6, 12, 18, 23];

    private void WriteScore(string name, double score, IReadOnlyList<ScorePart> parts, string how)
    {
        Begin(name);
        Line($"<p class=\"row\"><span class=\"score\">{HtmlText.Of(score)}</span><span class=\"muted\">of 100</span></p>");
        _page.Append(BarChart.Gauge(name, score, ScoreHeight));
        Line("<ul class=\"parts\">");
        foreach (var part in parts)
        {
            var shown = part.Value is { } value ? HtmlText.Of(value) : "–";
            Line($"<li><p class=\"row\"><span>{HtmlText.Of(part.Name)}</span><span>{shown}</span></p>");
            _page.Append(BarChart.Gauge(part.Name, part.Value, PartHeight));
            Line($"<p class=\"inputs\">{HtmlText.Of(part.Inputs)}</p></li>");
        }

        Line("</ul>");
        Note(how);
        End();
    }

    private void WriteTimeline()
    {
        var timeline = Timeline.Of(_report.Timeline);
        Begin("Timeline", "wide");
        if (timeline.Columns.Count == 0)
        {
            Note("No event has a date.");
        }
        else
        {
            _page.Append(ColumnChart.Of($"Events of each {timeline.Unit}", timeline.Columns, timeline.Labelled));
            Note($"Events of each {timeline.Unit}, UTC"
                + (timeline.Unit == "day" ? "." : ": the days are too many to show each.")
                + (_report.Distinct["timeline"] > _report.Timeline.Counts.Count
                    ? $" The latest {HtmlText.Of(_report.Timeline.Counts.Count)} of {HtmlText.Of(_report.Distinct["timeline"])} days with events."
                    : ""));
        }

        End();
    }

    private void WriteHours()
    {
        Begin("Hours of the day", "wide");
        if (_report.Hours.Any(count => count > 0))
        {
            _page.Append(ColumnChart.Of(
                "Events of each hour of the day", [.. _report.Hours.Select((count, hour) => new Column($"{hour:00}:00", count))],
                [.. LabelledHours.Where(hour => hour < _report.Hours.Count)]));
            Note("Events of each hour of the day, UTC, over all days.");
        }
        else
        {
            Note("No event has a date.");
        }

        End();
    }

    private void WriteBars(string heading, string name, KeyCounts counts)
    {
        Begin(heading);
        if (counts.Counts.Count == 0)
            Note("None.");
        else
            _page.Append(BarChart.Of($"{heading}: events of each", counts, _report.TotalItems));
        var (distinct, shown) = (_report.Distinct[name], Math.Min(counts.Counts.Count, BarChart.Most));
        if (distinct > shown)
            Note($"The {shown} most frequent of {HtmlText.Of(distinct)}.");
        if (_report.CountedAsOthers[name] is > 0 and var others)
            Note($"{HtmlText.Of(others)} occurrences of others are not counted by their key"
                + (_report.UndercountedByAtMost[name] is > 0 and var missing ? $"; a count may be {HtmlText.Of(missing)} too low." : "."));
        End();
    }

    private void WriteResponses()
    {
        Begin("Response times", "wide");
        if (_report.ResponseTimes.Count == 0)
        {
            Note("None.");
            End();
            return;
        }

        Line("<div class=\"scroll\"><table>");
        Line("<thead><tr><th>from → to</th><th class=\"number\">responses</th><th class=\"number\">median</th>"
            + "<th class=\"number\">mean</th><th class=\"number\">longest</th></tr></thead>");
        Line("<tbody>");
        foreach (var pair in _report.ResponseTimes)
        {
            Line($"<tr>{Names(pair)}<td class=\"number\">{HtmlText.Of(pair.Count)}</td>"
                + $"{Duration(pair.MedianSeconds)}{Duration(pair.MeanSeconds)}{Duration(pair.LongestSeconds)}</tr>");
        }

        Line("</tbody></table></div>");
        Note("From the other's last event in a context to the own next one there.");
        End();
    }

    private static string Names(PairResponses pair) => $"<td title=\"{HtmlText.Of(pair.From)} → {HtmlText.Of(pair.To)}\">"
        + $"<bdi>{HtmlText.Short(pair.From)}</bdi> → <bdi>{HtmlText.Short(pair.To)}</bdi></td>";

    private static string Duration(double seconds) => $"<td class=\"number\">{HtmlText.Duration(seconds)}</td>";

    private void Note(string text) => Line($"<p class=\"note\">{text}</p>");
}

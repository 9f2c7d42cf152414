using System.Globalization;
using System.Text;

namespace Tapedeck.Analytics.Html;

/// <summary>
/// Horizontal bars as SVG. Lengths across are in percent and heights in pixels, so that it is as wide as there is room for, and its
/// text as large as the page's.
/// </summary>
internal static class BarChart
{
    /// <summary>Bars that are shown.</summary>
    public const int Most = 12;

    private const int RowHeight = 36;
    private const int TextBaseline = 14;
    private const int BarTop = 20;
    private const int BarHeight = 8;

    /// <summary>The most frequent keys, with name, count and share above each bar.</summary>
    /// <param name="title">What the chart is of.</param>
    /// <param name="counts">At least one.</param>
    /// <param name="total">What the shares are of.</param>
    public static string Of(string title, KeyCounts counts, long total)
    {
        var shown = counts.Counts.Take(Most).ToList();
        var largest = Math.Max(1, shown.Max(count => count.Value));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" width=\"100%\" height=\"{shown.Count * RowHeight}\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{title}</title><desc>")
            .AppendJoin("; ", shown.Select(count => $"{HtmlText.Of(count.Key)}: {HtmlText.Of(count.Value)}")).Append("</desc>\n");
        for (var row = 0; row < shown.Count; row++)
        {
            var (name, count) = shown[row];
            var top = row * RowHeight;
            svg.Append("<g><title>").Append(HtmlText.Of(name)).Append(": ").Append(HtmlText.Of(count)).Append("</title>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{top + TextBaseline}\">{HtmlText.Short(name)}</text>")
                .Append(CultureInfo.InvariantCulture, $"<text class=\"end\" x=\"100%\" y=\"{top + TextBaseline}\">{HtmlText.Of(count)}")
                .Append(CultureInfo.InvariantCulture, $"<tspan class=\"share\"> · {Score.Percent(count, total):0.0} %</tspan></text>");
            AppendBar(svg, top + BarTop, BarHeight, 100.0 * count / largest);
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>One bar of 0 to 100, in its track.</summary>
    /// <param name="title">What the chart is of.</param>
    /// <param name="value">Null for none.</param>
    /// <param name="height">In pixels.</param>
    public static string Gauge(string title, double? value, int height)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" width=\"100%\" height=\"{height}\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{HtmlText.Of(title)}: ")
            .Append(value is { } known ? $"{HtmlText.Of(known)} of 100" : "nothing to judge by").Append("</title>");
        AppendBar(svg, top: 0, height, value ?? 0);
        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendBar(StringBuilder svg, int top, int height, double percent) => svg
        .Append(CultureInfo.InvariantCulture, $"<rect class=\"track\" y=\"{top}\" width=\"100%\" ")
        .Append(CultureInfo.InvariantCulture, $"height=\"{height}\" rx=\"2\"/>")
        .Append(CultureInfo.InvariantCulture, $"<rect class=\"fill\" y=\"{top}\" width=\"{Math.Clamp(percent, 0, 100):0.##}%\" ")
        .Append(CultureInfo.InvariantCulture, $"height=\"{height}\" rx=\"2\"/>");
}

using System.Globalization;
using System.Text;

namespace Tapedeck.Analytics.Html;

/// <summary>One column of a chart.</summary>
/// <param name="Name">What it is, <c>2026-11-22</c>.</param>
/// <param name="Count">How high it is.</param>
internal sealed record Column(string Name, long Count);

/// <summary>Columns over an axis as SVG, as wide as there is room for.</summary>
internal static class ColumnChart
{
    private const int Top = 22;
    private const int PlotHeight = 130;
    private const int Height = 176;
    private const int TextBaseline = 14;
    private const double WidestPercent = 8;
    private const double FilledPart = 0.82;
    private const double NearEdgePercent = 12;

    /// <param name="title">What the chart is of.</param>
    /// <param name="columns">At least one.</param>
    /// <param name="labelled">Which of them have their name below; few enough for a phone.</param>
    public static string Of(string title, IReadOnlyList<Column> columns, IReadOnlyList<int> labelled)
    {
        var largest = Math.Max(1, columns.Max(column => column.Count));
        var slot = 100.0 / columns.Count;
        var width = Math.Min(FilledPart * slot, WidestPercent);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" width=\"100%\" height=\"{Height}\"><title>{title}</title>")
            .Append("<desc>").AppendJoin("; ", columns.Where(column => column.Count > 0).Select(column => $"{column.Name}: {HtmlText.Of(column.Count)}")).Append("</desc>\n")
            .Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"0\" y=\"{TextBaseline}\">{HtmlText.Of(largest)}</text>")
            .Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{Top}\" y2=\"{Top}\"/>")
            .Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{Top + PlotHeight}\" y2=\"{Top + PlotHeight}\"/>\n");
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Count == 0)
                continue;
            var height = Math.Max(1, (double)PlotHeight * columns[i].Count / largest);
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"fill\" x=\"{(i * slot) + ((slot - width) / 2):0.###}%\" y=\"{Top + PlotHeight - height:0.#}\" ")
                .Append(CultureInfo.InvariantCulture, $"width=\"{width:0.###}%\" height=\"{height:0.#}\"><title>{columns[i].Name}: {HtmlText.Of(columns[i].Count)}</title></rect>\n");
        }

        foreach (var i in labelled)
        {
            var (place, anchor) = ((i + 0.5) * slot) switch
            {
                < NearEdgePercent => (i * slot, "start"),
                > 100 - NearEdgePercent => ((i + 1) * slot, "end"),
                var middle => (middle, "middle"),
            };
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis {anchor}\" x=\"{place:0.##}%\" y=\"{Height - 4}\">{columns[i].Name}</text>");
        }

        return svg.Append("</svg>\n").ToString();
    }
}

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
    private const int LabelBaseline = 172;
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
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" width=\"100%\" height=\"{Height}\"><title>{title}</title><desc>")
            .AppendJoin("; ", columns.Where(column => column.Count > 0).Select(Text)).Append("</desc>\n")
            .Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"0\" y=\"{TextBaseline}\">{HtmlText.Of(largest)}</text>");
        AppendLine(svg, Top);
        AppendLine(svg, Top + PlotHeight);
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Count > 0)
                AppendColumn(svg, columns[i], (i + 0.5) * slot, slot, (double)columns[i].Count / largest);
        }

        foreach (var i in labelled)
            AppendLabel(svg, columns[i].Name, i * slot, slot);
        return svg.Append("</svg>\n").ToString();
    }

    private static string Text(Column column) => $"{column.Name}: {HtmlText.Of(column.Count)}";

    private static void AppendLine(StringBuilder svg, int y) => svg.Append(
        CultureInfo.InvariantCulture, $"<line x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>\n");

    private static void AppendColumn(StringBuilder svg, Column column, double middle, double slot, double part)
    {
        var (width, height) = (Math.Min(FilledPart * slot, WidestPercent), Math.Max(1, PlotHeight * part));
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"fill\" x=\"{middle - (width / 2):0.###}%\" y=\"{Top + PlotHeight - height:0.#}\" ")
            .Append(CultureInfo.InvariantCulture, $"width=\"{width:0.###}%\" height=\"{height:0.#}\"><title>{Text(column)}</title></rect>\n");
    }

    /// <summary>Below the middle of its column, or at the chart's edge where there is no room for that.</summary>
    private static void AppendLabel(StringBuilder svg, string name, double begin, double slot)
    {
        var (place, anchor) = (begin + (slot / 2)) switch
        {
            < NearEdgePercent => (begin, "start"),
            > 100 - NearEdgePercent => (begin + slot, "end"),
            var middle => (middle, "middle"),
        };
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis {anchor}\" x=\"{place:0.##}%\" y=\"{LabelBaseline}\">{name}</text>");
    }
}

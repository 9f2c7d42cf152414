using System.Text;
using Tapedeck.Analytics.Html;

namespace Tapedeck.Analytics;

/// <summary>What a report is written as.</summary>
[Flags]
internal enum ReportFormats
{
    None = 0,
    Json = 1,
    Markdown = 2,
    Html = 4,
}

/// <summary>The formats' names, which are their files' extensions too, and how a report is rendered in each.</summary>
internal static class ReportRendering
{
    /// <summary>Every name, for messages.</summary>
    public const string Names = "json, md and html";

    private static readonly IReadOnlyList<(ReportFormats Format, string Name)> All =
        [(ReportFormats.Json, "json"), (ReportFormats.Markdown, "md"), (ReportFormats.Html, "html")];

    /// <summary>The formats of some names.</summary>
    /// <exception cref="FormatException">One is unknown; the message says which.</exception>
    public static ReportFormats Parse(IEnumerable<string> names) => names.Aggregate(
        ReportFormats.None, (formats, name) => formats | (All.FirstOrDefault(one => one.Name == name) is { Name: not null } known
            ? known.Format
            : throw new FormatException($"\"{name}\" is no format of a report, expected any of {Names}")));

    /// <summary>The names of the formats that are chosen.</summary>
    public static IEnumerable<string> NamesOf(ReportFormats formats) => Each(formats).Select(Name);

    /// <summary>The formats that are chosen, one by one.</summary>
    public static IEnumerable<ReportFormats> Each(ReportFormats formats) =>
        All.Select(one => one.Format).Where(format => formats.HasFlag(format));

    /// <summary>The name of one format.</summary>
    public static string Name(ReportFormats format) => All.First(one => one.Format == format).Name;

    /// <summary>The media type of one format, for HTTP.</summary>
    public static string MediaType(ReportFormats format) => format switch
    {
        ReportFormats.Json => "application/json",
        ReportFormats.Markdown => "text/markdown; charset=utf-8",
        _ => "text/html; charset=utf-8",
    };

    /// <summary>The report in one format, UTF-8 without a byte order mark.</summary>
    public static byte[] Of(AnalyticsReport report, ReportFormats format) => format switch
    {
        ReportFormats.Json => ReportJson.Of(report),
        ReportFormats.Markdown => Encoding.UTF8.GetBytes(ReportMarkdown.Of(report)),
        _ => Encoding.UTF8.GetBytes(ReportHtml.Of(report)),
    };
}

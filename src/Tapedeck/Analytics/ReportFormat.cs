using System.Text;
using Tapedeck.Analytics.Html;

namespace Tapedeck.Analytics;

/// <summary>What a report is written as.</summary>
internal enum ReportFormat
{
    Json,
    Markdown,
    Html,
}

/// <summary>The formats' names, which are their files' extensions too, and how a report is rendered in each.</summary>
internal static class ReportFormats
{
    /// <summary>Every name, for messages.</summary>
    public const string Names = "json, md and html";

    /// <param name="name"><c>json</c>, <c>md</c> or <c>html</c>.</param>
    /// <param name="format">The format of that name.</param>
    public static bool TryParse(string name, out ReportFormat format)
    {
        (var isOne, format) = name switch
        {
            "json" => (true, ReportFormat.Json),
            "md" => (true, ReportFormat.Markdown),
            "html" => (true, ReportFormat.Html),
            _ => (false, default),
        };
        return isOne;
    }

    public static string Name(this ReportFormat format) => format switch
    {
        ReportFormat.Json => "json",
        ReportFormat.Markdown => "md",
        _ => "html",
    };

    /// <summary>The media type, for HTTP.</summary>
    public static string MediaType(this ReportFormat format) => format switch
    {
        ReportFormat.Json => "application/json",
        ReportFormat.Markdown => "text/markdown; charset=utf-8",
        _ => "text/html; charset=utf-8",
    };

    /// <summary>The report in this format, UTF-8 without a byte order mark.</summary>
    public static byte[] Render(this ReportFormat format, AnalyticsReport report) => format switch
    {
        ReportFormat.Json => ReportJson.Of(report),
        ReportFormat.Markdown => Encoding.UTF8.GetBytes(ReportMarkdown.Of(report)),
        _ => Encoding.UTF8.GetBytes(ReportHtml.Of(report)),
    };
}

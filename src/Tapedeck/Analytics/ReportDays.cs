using System.Globalization;
using Tapedeck.Client;

namespace Tapedeck.Analytics;

/// <summary>The reports of single days, UTC: when each is due, of which events it is, and what its files are called.</summary>
internal static class ReportDays
{
    /// <summary>The last day whose report is due.</summary>
    /// <param name="daily">The time of day at which the report of the day before is due.</param>
    /// <param name="now">The present.</param>
    public static DateOnly LastDue(TimeOnly daily, DateTimeOffset now) =>
        DateOnly.FromDateTime(NextAt(daily, now).UtcDateTime).AddDays(-2);

    /// <summary>The next moment, after now, that has this time of day.</summary>
    public static DateTimeOffset NextAt(TimeOnly daily, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + daily.ToTimeSpan();
        return today > now ? today : today.AddDays(1);
    }

    /// <summary>The events of a day, by what they say themselves.</summary>
    public static EventFilter EventsOf(DateOnly day)
    {
        var begin = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return new EventFilter { From = begin, To = begin.AddDays(1) };
    }

    /// <summary>What the files of a day's report are called, without an extension.</summary>
    public static string FileName(AnalyticsReport report, DateOnly day) => report.FileName + Suffix(day);

    /// <summary>Whether a folder has a report of that day.</summary>
    public static bool HasReport(string folder, DateOnly day) =>
        Directory.Exists(folder) && Directory.EnumerateFiles(folder, $"analytics_report_*{Suffix(day)}.*")
            .Any(path => !path.EndsWith(ReportFiles.TemporaryExtension, StringComparison.Ordinal));

    private static string Suffix(DateOnly day) => $"_day_{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}

using System.Globalization;

namespace Tapedeck.Analytics.Html;

/// <summary>
/// The days of a report as columns over a true axis: a day without events has its place too. Where that makes too many, each
/// column is a month, a year, ten or a hundred years.
/// </summary>
/// <param name="Unit">What a column is: <c>day</c>, <c>month</c> …</param>
/// <param name="Columns">From the first with events to the last; none if there are no days.</param>
internal sealed record Timeline(string Unit, IReadOnlyList<Column> Columns)
{
    /// <summary>Columns that a phone can show: 4,000 days, as many as a report has, are 132 months.</summary>
    private const int MostColumns = 150;

    private const int Months = 12;

    private static readonly IReadOnlyList<(string Unit, Func<DateOnly, int> Index, Func<int, string> Name)> Units =
    [
        ("day", day => day.DayNumber, index => DateOnly.FromDayNumber(index).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("month", day => (day.Year * Months) + day.Month - 1, index => $"{index / Months:0000}-{(index % Months) + 1:00}"),
        ("year", day => day.Year, index => $"{index:0000}"),
        ("ten years", day => day.Year / 10, index => $"{index * 10:0000}–{(index * 10) + 9:0000}"),
        ("hundred years", day => day.Year / 100, index => $"{index * 100:0000}–{(index * 100) + 99:0000}"),
    ];

    /// <param name="days">Events of each day, <c>2026-11-22</c>.</param>
    public static Timeline Of(KeyCounts days)
    {
        var counts = new List<(DateOnly Day, long Count)>();
        foreach (var (text, count) in days.Counts)
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                counts.Add((day, count));
        }

        if (counts.Count == 0)
            return new Timeline(Units[0].Unit, []);
        var (first, last) = (counts.Min(count => count.Day), counts.Max(count => count.Day));
        var (unit, index, name) = Units.First(unit => unit.Index(last) - unit.Index(first) < MostColumns);
        var events = new long[index(last) - index(first) + 1];
        foreach (var (day, count) in counts)
            events[index(day) - index(first)] += count;
        return new Timeline(unit, [.. events.Select((count, i) => new Column(name(index(first) + i), count))]);
    }

    /// <summary>The columns whose names stand below the axis: the first, the last, and one between them.</summary>
    public IReadOnlyList<int> Labelled => Columns.Count switch
    {
        <= 3 => [.. Enumerable.Range(0, Columns.Count)],
        4 => [0, 3],
        var count => [0, count / 2, count - 1],
    };
}

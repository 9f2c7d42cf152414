using System.Globalization;
using Tapedeck.Analytics;
using Tapedeck.Analytics.Html;

namespace Tapedeck.Tests.Analytics;

public sealed class TimelineTests
{
    [Fact]
    public void A_day_without_events_has_its_place() => Assert.Equal(
        [new Column("2026-02-27", 2), new Column("2026-02-28", 0), new Column("2026-03-01", 4)],
        Timeline.Of(SomeReport.Counts(("2026-02-27", 2), ("2026-03-01", 4))).Columns);

    [Theory]
    [InlineData("2026-01-01", "2026-05-30", "day", 150, "2026-01-01", "2026-05-30")]
    [InlineData("2026-01-01", "2026-05-31", "month", 5, "2026-01", "2026-05")]
    [InlineData("2016-01-01", "2026-12-31", "month", 132, "2016-01", "2026-12")]
    [InlineData("1990-01-01", "2026-12-31", "year", 37, "1990", "2026")]
    [InlineData("1700-01-01", "2026-12-31", "ten years", 33, "1700–1709", "2020–2029")]
    [InlineData("0001-01-01", "9999-12-31", "hundred years", 100, "0000–0099", "9900–9999")]
    public void Where_the_days_are_too_many_a_column_is_more_than_one(
        string from, string to, string unit, int columns, string first, string last)
    {
        var timeline = Timeline.Of(SomeReport.Counts((from, 1), (to, 2)));

        Assert.Equal((unit, columns), (timeline.Unit, timeline.Columns.Count));
        Assert.Equal((new Column(first, 1), new Column(last, 2)), (timeline.Columns[0], timeline.Columns[^1]));
    }

    [Fact]
    public void However_they_are_shown_every_event_is_in_a_column()
    {
        var begin = new DateOnly(2020, 1, 1);
        var days = new KeyCounts(
            [.. Enumerable.Range(0, 2000).Select(day => KeyValuePair.Create(begin.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (long)day))]);

        Assert.Equal(days.Counts.Sum(day => day.Value), Timeline.Of(days).Columns.Sum(column => column.Count));
    }

    [Fact]
    public void Without_days_there_are_no_columns() => Assert.Empty(Timeline.Of(SomeReport.Counts()).Columns);
}

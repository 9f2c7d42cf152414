using Tapedeck.Analytics;

namespace Tapedeck.Tests.Analytics;

/// <summary>A report with something in every member, for tests that do not care what.</summary>
internal static class SomeReport
{
    public static AnalyticsReport Report { get; } = Of("claude_code", "gemini_cli");

    /// <param name="names">Stand wherever recorded text does; each with one event more than the next.</param>
    public static AnalyticsReport Of(params string[] names)
    {
        var counts = Counts([.. names.Select((name, i) => (name, (long)(names.Length - i)))]);
        return new AnalyticsReport(
            "2026-11-22T09:05:00Z", counts.Counts.Sum(count => count.Value), 12, true, 53.47, counts, counts, counts, counts, counts,
            Counts(("2026-11-20", 2), ("2026-11-22", 4)), new MetadataInsights(counts, 1.5, 99.5),
            [new ScorePart("speakers", 66.67, "2 unique speakers, 3 are enough")], "2026-11-20T09:00:00.000000Z",
            "2026-11-22T09:00:00.000000Z", counts, Counts([.. names.Select(name => ($"{name} → {name}", 3L))]), 3, counts,
            [.. Enumerable.Range(0, 24).Select(hour => (long)hour)], 1, 2, 1, 0, 0,
            Counts(("speakers", 40), ("timeline", 2)), Counts(("speakers", 9)), Counts(("speakers", 1)), 41.5,
            [new ScorePart("answers", 50, "1 of 2 questions answered"), new ScorePart("decisions", null, "no conversations")],
            new ConversationCounts(6, 2, 1, 2, 1, 1), [.. names.Select(name => new PairResponses(name, name, 5, 30, 12.5, 90_000))],
            new DeliveryCounts(4, Counts(("received", 4))), [.. names.Select(name => $"50 % of the events are by {name}.")]);
    }

    public static KeyCounts Counts(params (string Key, long Count)[] counts) =>
        new([.. counts.Select(count => KeyValuePair.Create(count.Key, count.Count))]);
}

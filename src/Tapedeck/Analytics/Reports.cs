using System.Globalization;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Analytics;

/// <summary>Makes the report of a tally. The same tally gives the same report but for its timestamp.</summary>
internal static class Reports
{
    /// <summary>Speakers, receivers, tags … that are shown, the most frequent.</summary>
    private const int MostListed = 1000;

    /// <summary>Days that are shown, the latest.</summary>
    private const int MostDays = 4000;

    /// <param name="tally">What was counted.</param>
    /// <param name="at">When.</param>
    /// <param name="unreadable">Lines that are no event and were passed over.</param>
    /// <param name="deliveries">Null in a report with filters.</param>
    public static AnalyticsReport Of(ConversationTally tally, DateTimeOffset at, long unreadable, DeliveryCounts? deliveries)
    {
        var score = CollaborationScore.Of(tally);
        var insight = InsightScore.Of(tally);
        var turns = tally.Turns;
        return new AnalyticsReport(
            Text(at),
            tally.Events, tally.Messages, tally.Consolidated > 0, score.Value,
            Listed(tally.Speakers), Listed(tally.MessageTypes), Listed(tally.Domains), Listed(tally.Tiers), Top(tally.Keywords),
            new KeyCounts([.. tally.Days.Ranked().OrderBy(day => day.Key, StringComparer.Ordinal).TakeLast(MostDays)]),
            new MetadataInsights(
                Listed(tally.Tags), tally.Events == 0 ? 0 : Math.Round((double)tally.Messages / tally.Events, 2),
                Math.Round(Score.Percent(tally.WithHash, tally.Events), 2)),
            score.Parts, LineTime.TextOf(tally.Times.Earliest), LineTime.TextOf(tally.Times.Latest),
            Listed(tally.Receivers), Top(tally.Pairs), tally.Contexts.Distinct, Top(tally.Contexts), [.. tally.Hours],
            tally.Empty, tally.UnknownSpeakers, tally.Consolidated, tally.Undated, unreadable,
            new KeyCounts([.. tally.Counters.Select(one => KeyValuePair.Create(one.Name, one.Counter.Distinct))]),
            new KeyCounts([.. tally.Counters.Where(one => one.Counter.Others > 0).Select(one => KeyValuePair.Create(one.Name, one.Counter.Others))]),
            new KeyCounts([.. tally.Counters.Where(one => one.Counter.Undercount > 0).Select(one => KeyValuePair.Create(one.Name, one.Counter.Undercount))]),
            insight.Value, insight.Parts,
            new ConversationCounts(turns.Substantive, turns.Conversations, turns.Decided, turns.Questions, turns.Answered, turns.Blocked),
            [
                .. turns.ResponsesRanked().Take(AnalyticsReport.Shown).Select(pair => new PairResponses(
                    pair.From, pair.To, pair.Times.Count, Score.Rounded(pair.Times.MeanSeconds), Score.Rounded(pair.Times.MedianSeconds),
                    Score.Rounded(pair.Times.LongestSeconds))),
            ],
            deliveries,
            KeyFindings.Of(tally));
    }

    /// <summary>The same report, made at another time.</summary>
    public static AnalyticsReport At(AnalyticsReport report, DateTimeOffset at) => report with { Timestamp = Text(at) };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static KeyCounts Top(KeyCounter counter) => new(counter.Ranked(AnalyticsReport.Shown));

    private static KeyCounts Listed(KeyCounter counter) => new(counter.Ranked(MostListed));
}

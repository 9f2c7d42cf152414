using System.Globalization;

namespace Tapedeck.Analytics;

/// <summary>A report on a conversation: what was tallied, and what follows from it.</summary>
/// <param name="Timestamp">When it was made, UTC.</param>
/// <param name="Tally">What was counted.</param>
/// <param name="Unreadable">Lines that are no event and were passed over.</param>
internal sealed record AnalyticsReport(DateTimeOffset Timestamp, ConversationTally Tally, long Unreadable)
{
    /// <summary>Keywords, contexts and pairs that are shown.</summary>
    public const int Shown = 20;

    public CollaborationScore Score { get; } = CollaborationScore.Of(Tally);

    public IReadOnlyList<string> Findings { get; } = KeyFindings.Of(Tally);

    /// <summary>Messages for each event that they were put together into.</summary>
    public double ConsolidationRatio => Tally.Events == 0 ? 0 : Math.Round((double)Tally.Messages / Tally.Events, 2);

    /// <summary>Percent of the events that have a content hash.</summary>
    public double HashCoverage => Tally.Events == 0 ? 0 : Math.Round(100.0 * Tally.WithHash / Tally.Events, 2);

    /// <summary>When it was made, to the second.</summary>
    public string TimestampText => Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>What the files of a report are called, without an extension.</summary>
    public string FileName => string.Create(
        CultureInfo.InvariantCulture, $"analytics_report_{Timestamp.UtcDateTime:yyyyMMdd_HHmmss}");
}

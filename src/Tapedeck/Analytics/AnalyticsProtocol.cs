using Tapedeck.Client;

namespace Tapedeck.Analytics;

/// <summary>What is asked of the analytics, and what it answers.</summary>
internal static class AnalyticsProtocol
{
    /// <summary>
    /// Asks for a report. Answered with <see cref="ReportMade"/>; of all events at once, with a filter once the journal is read.
    /// <see cref="NodeProtocol.Refused"/> if it cannot be.
    /// </summary>
    /// <param name="Filter">Which events; null for all.</param>
    public sealed record MakeReport(EventFilter? Filter);

    /// <param name="Report">The report.</param>
    /// <param name="LastSequence">Sequence of the last event that it looked at.</param>
    public sealed record ReportMade(AnalyticsReport Report, long LastSequence);

    /// <summary>
    /// The node ends and nothing is recorded any more: tallies the rest and saves it for the next start. Answered with
    /// <see cref="Finished"/>.
    /// </summary>
    public sealed record Finish
    {
        public static readonly Finish Instance = new();
    }

    /// <param name="Error">Why it could not be saved, so that the next start reads more; null if it was.</param>
    public sealed record Finished(string? Error);

    /// <summary>Asks for the few numbers that alerts watch: answered by <see cref="AnalyticsFacts"/>.</summary>
    public sealed record GetFacts
    {
        public static readonly GetFacts Instance = new();
    }

    /// <param name="LastSequence">Sequence of the last event that is counted.</param>
    /// <param name="Events">Events that are counted.</param>
    /// <param name="Score">The collaboration score, 0 to 100.</param>
    /// <param name="InsightScore">The insight score, 0 to 100.</param>
    /// <param name="Heard">When each named speaker's last event was recorded; those heard last, at most <see cref="MostHeard"/>.</param>
    /// <param name="Undelivered">Messages that were sent to a receiver that reports what it receives, and that nobody has reported as received for longer than a minute, within the last hour.</param>
    public sealed record AnalyticsFacts(
        long LastSequence, long Events, double Score, double InsightScore, IReadOnlyList<SpeakerHeard> Heard, long Undelivered);

    /// <param name="Speaker">Its name.</param>
    /// <param name="At">When its last event was recorded, UTC.</param>
    public sealed record SpeakerHeard(string Speaker, DateTimeOffset At);

    /// <summary>Speakers whose silence can be told.</summary>
    public const int MostHeard = 1000;
}

using System.Globalization;
using System.Text.Json.Serialization;

namespace Tapedeck.Analytics;

/// <summary>
/// A report on a conversation, as its JSON has it: first the keys that existing tools read, with their meaning, then Tapedeck's own.
/// It holds no more than what is shown, and never changes, so that it can be handed to anybody.
/// </summary>
/// <param name="Timestamp">When it was made, UTC, to the second: <c>2026-11-22T09:05:00Z</c>.</param>
/// <param name="TotalItems">Events.</param>
/// <param name="TotalMessagesWithinThreads">Messages in them: an event may say that it was put together from several.</param>
/// <param name="IsDefragmented">Whether any event says so.</param>
/// <param name="CollaborationScore">0 to 100, two decimals; its parts are <see cref="CollaborationScoreParts"/>.</param>
/// <param name="Speakers">Events of each.</param>
/// <param name="MessageTypes">Events of each.</param>
/// <param name="ChainTypes">Events of each domain.</param>
/// <param name="AceTiers">Events of each.</param>
/// <param name="Keywords">The most frequent <see cref="Shown"/>.</param>
/// <param name="Timeline">Events of each day, UTC, in the order of the days.</param>
/// <param name="MetadataInsights">What the metadata hold.</param>
/// <param name="CollaborationScoreParts">The parts whose mean the score is.</param>
/// <param name="FirstTimestamp">The earliest <c>Timestamp</c> that is understood, UTC; null without any.</param>
/// <param name="LastTimestamp">The latest.</param>
/// <param name="Receivers">Events to each.</param>
/// <param name="Pairs">Who to whom, the most frequent <see cref="Shown"/>.</param>
/// <param name="ContextsCount">Different contexts.</param>
/// <param name="Contexts">Events of each, the most frequent <see cref="Shown"/>.</param>
/// <param name="Hours">Events of each hour of the day, UTC: 24 numbers.</param>
/// <param name="EmptyMessages">Events whose message has no word.</param>
/// <param name="UnknownSpeakers">Events without a named speaker.</param>
/// <param name="ConsolidatedItems">Events that were put together from several messages.</param>
/// <param name="Undated">Events whose timestamp is not understood.</param>
/// <param name="UnreadableLines">Lines that are no event and were passed over.</param>
/// <param name="Distinct">Different keys of each kind: of <c>speakers</c>, <c>contexts</c> …</param>
/// <param name="CountedAsOthers">Of each kind with more different keys than are counted: the occurrences that are not counted by their key.</param>
/// <param name="UndercountedByAtMost">Of the same: how much too low the count of a key may be.</param>
/// <param name="InsightScore">0 to 100, two decimals: how the agents work together; its parts are <see cref="InsightScoreParts"/>.</param>
/// <param name="InsightScoreParts">What the insight score is worked out from.</param>
/// <param name="Conversations">What became of the conversations.</param>
/// <param name="ResponseTimes">How quickly who answers whom, the pairs with the most responses first; at most <see cref="Shown"/>.</param>
/// <param name="Deliveries">What agents observed of messages that were recorded already; null in a report with filters.</param>
/// <param name="KeyFindings">What stands out, a sentence each.</param>
internal sealed record AnalyticsReport(
    string Timestamp, long TotalItems, long TotalMessagesWithinThreads, bool IsDefragmented, double CollaborationScore,
    KeyCounts Speakers, KeyCounts MessageTypes, KeyCounts ChainTypes, KeyCounts AceTiers, KeyCounts Keywords, KeyCounts Timeline,
    MetadataInsights MetadataInsights, IReadOnlyList<ScorePart> CollaborationScoreParts, string? FirstTimestamp,
    string? LastTimestamp, KeyCounts Receivers, KeyCounts Pairs, long ContextsCount, KeyCounts Contexts, IReadOnlyList<long> Hours,
    long EmptyMessages, long UnknownSpeakers, long ConsolidatedItems, long Undated, long UnreadableLines,
    KeyCounts Distinct, KeyCounts CountedAsOthers, KeyCounts UndercountedByAtMost, double InsightScore, IReadOnlyList<ScorePart> InsightScoreParts,
    ConversationCounts Conversations, IReadOnlyList<PairResponses> ResponseTimes, DeliveryCounts? Deliveries,
    IReadOnlyList<string> KeyFindings)
{
    /// <summary>Keywords, contexts and pairs that are shown.</summary>
    public const int Shown = 20;

    /// <summary>What the files of a report are called, without an extension.</summary>
    [JsonIgnore]
    public string FileName => "analytics_report_"
        + DateTime.Parse(Timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);
}

/// <summary>What the metadata of the events hold.</summary>
/// <param name="ShlTagsFrequency">Events with each tag.</param>
/// <param name="ConsolidationRatio">Messages an event, two decimals.</param>
/// <param name="ContentHashCoverage">Percent of the events that have a content hash, two decimals.</param>
internal sealed record MetadataInsights(KeyCounts ShlTagsFrequency, double ConsolidationRatio, double ContentHashCoverage);

/// <summary>What became of the conversations. A conversation is a context in which two or more named speakers say something.</summary>
/// <param name="Substantive">Events in which a named speaker says something; the others make no turn.</param>
/// <param name="Count">Conversations.</param>
/// <param name="Decided">Those in which a decision was made.</param>
/// <param name="Questions">Substantive events that ask something.</param>
/// <param name="Answered">Those behind which another named speaker said something in the same context.</param>
/// <param name="Blocked">Substantive events that tell of something blocked, an issue or an error.</param>
internal sealed record ConversationCounts(long Substantive, long Count, long Decided, long Questions, long Answered, long Blocked);

/// <summary>How quickly one speaker answers another: from the other's last event in a context to its own next one there.</summary>
/// <param name="From">Who spoke before.</param>
/// <param name="To">Who responded.</param>
/// <param name="Count">Responses.</param>
/// <param name="MeanSeconds">Their mean.</param>
/// <param name="MedianSeconds">Half of them took no longer, to a tenth of its value.</param>
/// <param name="LongestSeconds">The longest.</param>
internal sealed record PairResponses(
    string From, string To, long Count, double MeanSeconds, double MedianSeconds, double LongestSeconds);

/// <summary>Observations of messages that were recorded already: the lines of <c>deliveries.jsonl</c>.</summary>
/// <param name="Observations">All of them: duplicates that became no event.</param>
/// <param name="Events">Of each kind: <c>sent</c>, <c>received</c>, <c>relayed</c>, <c>recorded</c>.</param>
internal sealed record DeliveryCounts(long Observations, KeyCounts Events);

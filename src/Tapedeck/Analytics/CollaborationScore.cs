namespace Tapedeck.Analytics;

/// <summary>One part of a score.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Value">0 to 100.</param>
/// <param name="Inputs">What it was worked out from, in words.</param>
internal sealed record ScorePart(string Name, double Value, string Inputs);

/// <summary>
/// The collaboration score, 0 to 100: the mean of five parts, each 0 to 100: unique speakers of 3, distinct domains of 10, events of
/// 100, the share of events with metadata, and that with SHL tags.
/// </summary>
/// <param name="Value">The mean, to two decimals; 0 without events.</param>
/// <param name="Parts">The five.</param>
internal sealed record CollaborationScore(double Value, IReadOnlyList<ScorePart> Parts)
{
    private const int Decimals = 2;
    private const int EnoughSpeakers = 3;
    private const int EnoughDomains = 10;
    private const int EnoughEvents = 100;

    public static CollaborationScore Of(ConversationTally tally)
    {
        ScorePart[] parts =
        [
            Capped("speakers", tally.Speakers.Distinct, EnoughSpeakers, "unique speakers"),
            Capped("domains", tally.Domains.Distinct, EnoughDomains, "distinct domains"),
            Capped("activity", tally.Events, EnoughEvents, "events"),
            Share("metadata", tally.WithMetadata, tally.Events, "events with metadata"),
            Share("tags", tally.WithTags, tally.Events, "events with SHL tags"),
        ];
        return new CollaborationScore(Rounded(parts.Average(part => part.Value)), [.. parts.Select(part => part with { Value = Rounded(part.Value) })]);
    }

    private static ScorePart Capped(string name, long count, int enough, string what) =>
        new(name, Math.Min(100, 100.0 * count / enough), $"{count} {what}, {enough} are enough");

    private static ScorePart Share(string name, long count, long of, string what) =>
        new(name, of == 0 ? 0 : 100.0 * count / of, $"{count} of {of} {what}");

    private static double Rounded(double value) => Math.Round(value, Decimals, MidpointRounding.AwayFromZero);
}

namespace Tapedeck.Analytics;

/// <summary>
/// The collaboration score, 0 to 100: the mean of five parts, each 0 to 100: unique speakers of 3, distinct domains of 10, events of
/// 100, the share of events with metadata, and that with SHL tags. It says how much is recorded, more than how well.
/// </summary>
internal static class CollaborationScore
{
    private const int EnoughSpeakers = 3;
    private const int EnoughDomains = 10;
    private const int EnoughEvents = 100;

    /// <summary>The mean, to two decimals; 0 without events.</summary>
    public static Score Of(ConversationTally tally)
    {
        double[] values =
        [
            Capped(tally.Speakers.Distinct, EnoughSpeakers), Capped(tally.Domains.Distinct, EnoughDomains),
            Capped(tally.Events, EnoughEvents), Score.Percent(tally.WithMetadata, tally.Events),
            Score.Percent(tally.WithTags, tally.Events),
        ];
        return new Score(
            Score.Rounded(values.Average()),
            [
                new ScorePart("speakers", Score.Rounded(values[0]), $"{tally.Speakers.Distinct} unique speakers, {EnoughSpeakers} are enough"),
                new ScorePart("domains", Score.Rounded(values[1]), $"{tally.Domains.Distinct} distinct domains, {EnoughDomains} are enough"),
                new ScorePart("activity", Score.Rounded(values[2]), $"{tally.Events} events, {EnoughEvents} are enough"),
                new ScorePart("metadata", Score.Rounded(values[3]), $"{tally.WithMetadata} of {tally.Events} events with metadata"),
                new ScorePart("tags", Score.Rounded(values[4]), $"{tally.WithTags} of {tally.Events} events with SHL tags"),
            ]);
    }

    private static double Capped(long count, int enough) => Math.Min(100, 100.0 * count / enough);
}

using static System.FormattableString;

namespace Tapedeck.Analytics;

/// <summary>
/// The insight score, 0 to 100: how well the agents work together, in a way that neither volume nor empty rows raise. It is the
/// mean of four parts, those without anything to judge by left out, times the share of events in which a named speaker says something.
/// </summary>
internal static class InsightScore
{
    /// <summary>To two decimals; 0 without events.</summary>
    public static Score Of(ConversationTally tally)
    {
        var turns = tally.Turns;
        var substance = Score.Percent(turns.Substantive, tally.Events);
        var (balance, speakers) = Balance(turns);
        var conversations = turns.Conversations;
        var decided = turns.Decided;
        ScorePart[] parts =
        [
            new("balance", balance, Invariant($"{speakers} named speakers, evenness of their {turns.Substantive} events")),
            turns.Questions == 0
                ? new("answers", null, "no questions")
                : new("answers", Score.Percent(turns.Answered, turns.Questions), Invariant($"{turns.Answered} of {turns.Questions} questions were followed by another speaker")),
            new("decisions", Score.Percent(decided, conversations), Invariant($"{decided} of {conversations} conversations reached a decision")),
            new("flow", Score.Percent(turns.Substantive - turns.Blocked, turns.Substantive), Invariant($"{turns.Blocked} of {turns.Substantive} events tell of something blocked")),
        ];
        var mean = parts.Average(part => part.Value) ?? 0;
        return new Score(
            Score.Rounded(mean * substance / 100),
            [
                .. parts.Select(part => part with { Value = part.Value is { } value ? Score.Rounded(value) : null }),
                new("substance", Score.Rounded(substance), Invariant($"in {turns.Substantive} of {tally.Events} events a named speaker says something")),
            ]);
    }

    /// <summary>How evenly the speakers share the events: their entropy, of the most that it could be. 0 of one speaker.</summary>
    private static (double Percent, int Speakers) Balance(TurnTally turns)
    {
        // In a fixed order, so that the same counts come to the same number to the last bit.
        var counts = turns.Speakers().Select(speaker => speaker.Value).Where(count => count > 0).Order().ToList();
        if (counts.Count < 2)
            return (0, counts.Count);
        var all = (double)counts.Sum();
        return (100 * counts.Sum(count => -count / all * Math.Log(count / all)) / Math.Log(counts.Count), counts.Count);
    }
}

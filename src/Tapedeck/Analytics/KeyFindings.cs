using static System.FormattableString;

namespace Tapedeck.Analytics;

/// <summary>What stands out in a tally, in a sentence each.</summary>
internal static class KeyFindings
{
    private const double Most = 0.5;
    private const double Much = 0.05;

    public static IReadOnlyList<string> Of(ConversationTally tally)
    {
        if (tally.Events == 0)
            return ["There are no events."];
        var findings = new List<string>();
        AddMost(findings, tally, tally.Speakers, "by");
        AddMost(findings, tally, tally.Domains, "about");
        AddMuch(findings, tally, tally.Empty, "say nothing: their message has no text");
        AddMuch(findings, tally, tally.UnknownSpeakers, "have no named speaker");
        AddMuch(findings, tally, tally.Events - tally.WithHash, "have no content hash, so nobody can tell whether their text was changed");
        AddMuch(findings, tally, tally.Undated, "have no timestamp that is understood");
        if (tally.Tags["@Question-Open"] is > 0 and var questions)
            findings.Add(Invariant($"{questions} events ask something, {tally.Tags["@Decision-Made"]} tell of a decision."));
        if (tally.Turns.Questions - tally.Turns.Answered is > 0 and var unanswered)
            findings.Add(Invariant($"{unanswered} of {tally.Turns.Questions} questions were not followed by another speaker."));
        if (tally.Tags["@Status-Blocked"] is > 0 and var blocked)
            findings.Add(Invariant($"{blocked} events tell of something blocked, an issue or an error."));
        return findings;
    }

    private static void AddMost(List<string> findings, ConversationTally tally, KeyCounter counter, string how)
    {
        if (counter.Ranked(1) is [var first] && first.Value > Most * tally.Events)
            findings.Add(Invariant($"{Share(first.Value, tally)} of the events are {how} {first.Key}."));
    }

    private static void AddMuch(List<string> findings, ConversationTally tally, long count, string what)
    {
        if (count >= Much * tally.Events)
            findings.Add(Invariant($"{count} events ({Share(count, tally)}) {what}."));
    }

    private static string Share(long count, ConversationTally tally) => Invariant($"{100.0 * count / tally.Events:0.0} %");
}

using System.Text;
using Tapedeck.Analytics;

namespace Tapedeck.Tests.Analytics;

public sealed class TurnTallyTests
{
    private readonly TurnTally _turns = new();

    [Fact]
    public void A_question_is_answered_by_what_another_speaker_says_next_in_the_same_context()
    {
        Say("a", "x", 0, isQuestion: true);
        Say("b", "y", 1);
        Assert.Equal((1L, 0L), (_turns.Questions, _turns.Answered));

        Say("a", "x", 2, isQuestion: true);
        Say("b", "x", 5);
        Say("a", "x", 6);

        Assert.Equal((2L, 2L), (_turns.Questions, _turns.Answered));
        Assert.Equal((1L, 0L), (_turns.Conversations, _turns.Decided));
    }

    [Fact]
    public void A_response_takes_from_the_last_event_of_the_one_to_the_next_of_the_other()
    {
        Say("a", "x", 0);
        Say("a", "x", 2);
        Say("b", "x", 5);
        Say("a", "x", 4); // the clocks differ: nobody can tell
        Say("b", "x", 4);

        var pair = Assert.Single(_turns.ResponsesRanked());
        Assert.Equal(("a", "b", 2L, 1.5, 3.0), (pair.From, pair.To, pair.Times.Count, pair.Times.MeanSeconds, pair.Times.LongestSeconds));
    }

    [Fact]
    public void A_decision_counts_once_for_its_conversation()
    {
        Say("a", "x", 0, isDecision: true);
        Assert.Equal((0L, 0L), (_turns.Conversations, _turns.Decided));

        Say("b", "x", 1, isDecision: true);

        Assert.Equal((1L, 1L), (_turns.Conversations, _turns.Decided));
    }

    [Fact]
    public void Of_endless_many_contexts_those_still_for_longest_are_let_go_and_stay_counted()
    {
        const int Contexts = TurnTally.MostContexts + 100;
        for (var i = 0; i < Contexts; i++)
        {
            Say("a", $"c{i}", i);
            Say("b", $"c{i}", i + 1, isDecision: true);
        }

        Assert.Equal((Contexts, Contexts), (_turns.Conversations, _turns.Decided));
        Say("a", $"c{Contexts - 1}", Contexts);
        Assert.Equal(Contexts, _turns.Conversations);
    }

    [Fact]
    public void Of_endless_many_speakers_the_first_are_told_apart()
    {
        for (var i = 0; i < TurnTally.MostSpeakers + 10; i++)
            Say($"s{i}", "x", i);

        Assert.Equal(TurnTally.MostSpeakers, _turns.Speakers().Count());
        Assert.Equal(TurnTally.MostSpeakers + 10, _turns.Substantive);
        Assert.InRange(_turns.ResponsesRanked().Count(), 1, TurnTally.MostResponders * TurnTally.MostResponders);
    }

    [Fact]
    public void A_median_is_right_to_a_sixteenth()
    {
        for (var seconds = 1; seconds <= 999; seconds++)
        {
            Say("a", $"c{seconds}", 0);
            Say("b", $"c{seconds}", seconds);
        }

        Assert.InRange(Assert.Single(_turns.ResponsesRanked()).Times.MedianSeconds, 500 * 15 / 16.0, 500 * 17 / 16.0);
    }

    private void Say(string speaker, string context, double seconds, bool isQuestion = false, bool isDecision = false)
    {
        var time = (long)(seconds * 1_000_000);
        var number = _turns.Hear(Encoding.UTF8.GetBytes(speaker), time);
        _turns.Add(number, Encoding.UTF8.GetBytes(context), time, isQuestion, isDecision, isBlocked: false);
    }
}

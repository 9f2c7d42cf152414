using Tapedeck.Analytics;

namespace Tapedeck.Tests.Analytics;

public sealed class InsightScoreTests
{
    [Fact]
    public void Two_who_ask_answer_and_decide_have_all()
    {
        var score = Of(Line("a", "x", "@Question-Open"), Line("b", "x", "@Decision-Made"));

        Assert.Equal(100, score.Value);
        Assert.Equal(["balance", "answers", "decisions", "flow", "substance"], score.Parts.Select(part => part.Name));
    }

    [Fact]
    public void Rows_that_say_nothing_or_name_nobody_lower_it()
    {
        string[] good = [Line("a", "x", "@Question-Open"), Line("b", "x", "@Decision-Made")];

        Assert.Equal(50, Of([.. good, Line("unknown", "x", ""), Line("a", "x", "", words: 0)]).Value);
    }

    [Fact]
    public void Volume_does_not_raise_it()
    {
        string[] some = [Line("a", "x", "@Question-Open"), Line("b", "x", ""), Line("a", "y", "@Question-Open"), Line("a", "y", "@Status-Blocked")];

        Assert.Equal(Of(some).Parts.Take(2), Of([.. some, .. some.Select(line => line.Replace("\"x\"", "\"z\"", StringComparison.Ordinal).Replace("\"y\"", "\"w\"", StringComparison.Ordinal))]).Parts.Take(2),
            (one, other) => one.Value == other.Value);
        Assert.Equal(0, Of([.. Enumerable.Repeat(Line("a", "x", ""), 1000)]).Parts[0].Value);
    }

    [Fact]
    public void Without_questions_that_part_does_not_count()
    {
        var score = Of(Line("a", "x", ""), Line("b", "x", "@Decision-Made"));

        Assert.Equal((null, 100.0), (score.Parts[1].Value, score.Value));
    }

    [Fact]
    public void Of_no_events_it_is_zero() => Assert.Equal(0, Of().Value);

    private static Score Of(params string[] lines) => InsightScore.Of(Tallied.Of(lines));

    private static string Line(string speaker, string context, string tag, int words = 3) =>
        $$$"""{"SpeakerName":"{{{speaker}}}","ContextId":"{{{context}}}","Metadata":{"word_count":{{{words}}},"shl_tags":["{{{tag}}}"]}}""";
}

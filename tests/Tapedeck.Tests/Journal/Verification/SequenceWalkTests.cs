using Tapedeck.Journal.Verification;

namespace Tapedeck.Tests.Journal.Verification;

public sealed class SequenceWalkTests
{
    [Fact]
    public void Sequences_that_go_on_by_one_are_right() => Assert.Equal(0, Jumps([1, 2, 3, 4]));

    [Fact]
    public void One_wrong_number_is_one_jump() => Assert.Equal(1, Jumps([1, 2, 1003, 4, 5]));

    [Fact]
    public void A_gap_is_one_jump() => Assert.Equal(1, Jumps([1, 2, 7, 8, 9]));

    [Fact]
    public void A_repeated_line_is_one_jump() => Assert.Equal(1, Jumps([1, 2, 2, 3, 4]));

    [Fact]
    public void Lines_without_a_sequence_have_the_one_that_comes_next() => Assert.Equal(0, Jumps([null, null, 3, 4]));

    [Fact]
    public void Nobody_knows_how_many_events_a_bad_line_was()
    {
        var walk = new SequenceWalk(1);
        walk.Take(1);
        walk.TakeBad();

        Assert.True(walk.Take(4));
        Assert.Equal(5, walk.Next);
    }

    private static int Jumps(long?[] sequences)
    {
        var walk = new SequenceWalk(1);
        return sequences.Count(sequence => !walk.Take(sequence));
    }
}

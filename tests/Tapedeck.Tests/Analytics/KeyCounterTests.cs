using System.Text;
using FsCheck.Xunit;
using Tapedeck.Analytics;

namespace Tapedeck.Tests.Analytics;

public sealed class KeyCounterTests
{
    [Fact]
    public void Keys_are_counted_and_ranked_by_number_and_then_by_their_characters()
    {
        var counter = Counted(10, "b", "a", "b", "é", "a", "c");

        Assert.Equal(["a", "b", "c", "é"], counter.Ranked().Select(pair => pair.Key));
        Assert.Equal((2L, 1L, 0L), (counter["a"], counter["é"], counter["x"]));
    }

    [Fact]
    public void Beyond_the_bound_the_rarer_half_is_dropped_and_its_number_said()
    {
        var counter = Counted(4, "a", "a", "b", "b", "b", "c", "d", "e", "c", "c");

        Assert.Equal(["b 3", "a 2", "c 2"], counter.Ranked().Select(pair => $"{pair.Key} {pair.Value}"));
        Assert.Equal((3L, 1L, 6L), (counter.Others, counter.Undercount, counter.Distinct));
    }

    [Property(MaxTest = 200)]
    public void No_count_is_too_low_by_more_than_is_said(byte[] keys)
    {
        var counter = new KeyCounter(6);
        var exact = new Dictionary<string, long>();
        foreach (var key in keys.SelectMany(one => new[] { one % 5, one % 23 }))
        {
            counter.Add([(byte)('a' + key)]);
            exact[$"{(char)('a' + key)}"] = exact.GetValueOrDefault($"{(char)('a' + key)}") + 1;
        }

        Assert.All(exact, pair => Assert.InRange(counter[pair.Key], pair.Value - counter.Undercount, pair.Value));
        Assert.Equal(exact.Values.Sum(), counter.Ranked().Sum(pair => pair.Value) + counter.Others);
        Assert.True(counter.Distinct >= exact.Count);
    }

    [Fact]
    public void Of_those_that_are_shown_equal_ones_are_in_the_order_of_their_characters()
    {
        var counter = Counted(100, "c", "\ud83d\ude00", "\uffee", "b", "a", "a");

        Assert.Equal(["a", "b", "c"], counter.Ranked(3).Select(pair => pair.Key));
        Assert.Equal(["a", "b", "c", "\uffee", "\ud83d\ude00"], counter.Ranked().Select(pair => pair.Key));
    }

    [Fact]
    public void Of_an_endless_key_the_beginning_counts_in_whole_characters()
    {
        var counter = Counted(10, new string('x', 255) + "é and more", new string('x', 255) + "ü");

        Assert.Equal(2, counter[new string('x', 255)]);
    }

    [Property(MaxTest = 200)]
    public void Parts_put_together_in_their_order_are_the_whole(byte[][] parts)
    {
        var whole = new KeyCounter(5);
        var together = new KeyCounter(5);
        foreach (var part in parts)
        {
            var own = new KeyCounter(5);
            foreach (var key in part)
            {
                whole.Add([(byte)('a' + (key % 8))]);
                own.Add([(byte)('a' + (key % 8))]);
            }

            if (together.CanAdd(own))
            {
                together.Add(own);
                continue;
            }

            foreach (var key in part)
                together.Add([(byte)('a' + (key % 8))]);
        }

        Assert.Equal(whole.Ranked(), together.Ranked());
        Assert.Equal((whole.Others, whole.Undercount, whole.Distinct), (together.Others, together.Undercount, together.Distinct));
    }

    private static KeyCounter Counted(int most, params string[] keys)
    {
        var counter = new KeyCounter(most);
        foreach (var key in keys)
            counter.Add(Encoding.UTF8.GetBytes(key));
        return counter;
    }
}

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
    public void Beyond_the_bound_known_keys_are_counted_still_and_the_others_together()
    {
        var counter = Counted(2, "a", "b", "c", "a", "d", "b", "c");

        Assert.Equal((2L, 2L, 3L, 2), (counter["a"], counter["b"], counter.Others, counter.Distinct));
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

            if (together.TryAdd(own))
                continue;
            foreach (var key in part)
                together.Add([(byte)('a' + (key % 8))]);
        }

        Assert.Equal(whole.Ranked(), together.Ranked());
        Assert.Equal(whole.Others, together.Others);
    }

    private static KeyCounter Counted(int most, params string[] keys)
    {
        var counter = new KeyCounter(most);
        foreach (var key in keys)
            counter.Add(Encoding.UTF8.GetBytes(key));
        return counter;
    }
}

using FsCheck.Xunit;
using Tapedeck.Journal;

namespace Tapedeck.Tests.Journal;

public sealed class ProducerTests
{
    [Fact]
    public void Numbers_in_steps_of_one_leave_no_gap()
    {
        var producer = new Producer("agent");

        Assert.Equal([NumberAdmission.New, NumberAdmission.New, NumberAdmission.New], Take(producer, 1, 2, 3));

        Assert.Equal(3, producer.Last);
        Assert.Empty(producer.Missing);
    }

    [Fact]
    public void A_number_that_comes_again_is_known()
    {
        var producer = new Producer("agent");

        Assert.Equal(
            [NumberAdmission.New, NumberAdmission.New, NumberAdmission.Known, NumberAdmission.Known],
            Take(producer, 1, 2, 2, 1));
    }

    [Fact]
    public void What_was_skipped_is_missing_until_it_comes()
    {
        var producer = new Producer("agent");

        Take(producer, 1, 5);
        Assert.Equal([new NumberRange(2, 4)], producer.Missing);
        Assert.Equal(3, producer.MissingCount);

        Assert.Equal([NumberAdmission.New], Take(producer, 3));
        Assert.Equal([new NumberRange(2, 2), new NumberRange(4, 4)], producer.Missing);

        Take(producer, 4, 2);
        Assert.Empty(producer.Missing);
        Assert.Equal(5, producer.Last);
    }

    [Fact]
    public void A_numbering_begins_at_one()
    {
        var producer = new Producer("agent");

        Take(producer, 10);

        Assert.Equal([new NumberRange(1, 9)], producer.Missing);
    }

    [Fact]
    public void The_largest_number_breaks_nothing()
    {
        var producer = new Producer("agent");

        Assert.Equal(
            [NumberAdmission.New, NumberAdmission.Known, NumberAdmission.New], Take(producer, long.MaxValue, long.MaxValue, 1));

        Assert.Equal(long.MaxValue - 2, producer.MissingCount);
    }

    [Fact]
    public void A_producer_that_leaves_too_many_gaps_is_told_so_and_can_still_fill_them()
    {
        var producer = new Producer("agent");
        for (var i = 1; i <= Producer.MostGaps; i++)
            Assert.Equal(NumberAdmission.New, producer.Take(2 * i));

        Assert.Equal(NumberAdmission.TooManyGaps, producer.Take((2 * Producer.MostGaps) + 2));
        Assert.Equal(NumberAdmission.New, producer.Take(1));
        Assert.Equal(NumberAdmission.New, producer.Take((2 * Producer.MostGaps) + 2));
    }

    [Property]
    public void It_knows_exactly_the_numbers_it_took(byte[] numbers)
    {
        var producer = new Producer("agent");
        var taken = new HashSet<long>();
        foreach (var number in numbers.Select(number => number + 1L))
            Assert.Equal(taken.Add(number), producer.Take(number) == NumberAdmission.New);

        Assert.Equal(Enumerable.Range(1, (int)producer.Last).Select(n => (long)n).Where(n => !taken.Contains(n)), Missing(producer));
    }

    [Property]
    public void Numbers_taken_together_in_any_order_give_the_same(byte[] first, byte[] then)
    {
        var one = new Producer("agent");
        var other = new Producer("agent");
        foreach (var number in first.Concat(then))
            one.Take(number + 1L);
        other.TakeAll([.. first.Select(number => number + 1L)]);
        other.TakeAll([.. then.Select(number => number + 1L)]);

        Assert.Equal(one.Last, other.Last);
        Assert.Equal(one.Missing, other.Missing);
    }

    private static IEnumerable<long> Missing(Producer producer) => producer.Missing.SelectMany(range =>
        Enumerable.Range((int)range.First, (int)range.Count).Select(number => (long)number));

    private static IEnumerable<NumberAdmission> Take(Producer producer, params long[] numbers) =>
        [.. numbers.Select(producer.Take)];
}

using System.Text;
using Tapedeck.Parquet;
using Tapedeck.Parquet.Format;

namespace Tapedeck.Tests.Parquet.Format;

public sealed class DictionaryBuilderTests
{
    private readonly DictionaryBuilder _builder = new();

    [Fact]
    public void Values_that_repeat_get_one_entry_each_in_the_order_they_come()
    {
        Assert.True(_builder.TryBuild(Strings(1000, i => $"speaker {i % 3}")));

        Assert.Equal([0, 1, 2], _builder.Entries.ToArray());
        Assert.Equal([0, 1, 2, 0, 1], _builder.Indexes[..5].ToArray());
        Assert.Equal(2, _builder.BitWidth);
    }

    [Fact]
    public void Values_that_do_not_repeat_get_none() => Assert.False(_builder.TryBuild(Strings(10_000, i => $"id {i}")));

    [Fact]
    public void Few_values_get_none_where_a_dictionary_would_be_longer() => Assert.False(_builder.TryBuild(Strings(3, i => "abc")));

    [Fact]
    public void Long_values_get_none_and_are_not_even_compared()
    {
        var text = new string('x', 5000);

        Assert.False(_builder.TryBuild(Strings(4000, i => text)));
    }

    [Fact]
    public void A_column_that_stops_repeating_gets_none() =>
        Assert.False(_builder.TryBuild(Strings(200_000, i => i % 2 == 0 ? "same" : $"a rather long value that is its own {i}")));

    [Fact]
    public void A_builder_forgets_the_column_before()
    {
        Assert.True(_builder.TryBuild(Strings(40_000, i => $"value {i % 5000}")));
        for (var i = 0; i < 6; i++)
        {
            Assert.True(_builder.TryBuild(Strings(1000, i => $"other {i % 2}")));
            Assert.Equal(2, _builder.Entries.Length);
        }
    }

    private static ColumnBuffer Strings(int count, Func<int, string> value)
    {
        var column = new ColumnBuffer(new ParquetColumn("text", ParquetType.String));
        for (var i = 0; i < count; i++)
            column.Append(Encoding.UTF8.GetBytes(value(i)));
        return column;
    }
}

using System.Text;
using Tapedeck.Parquet;
using Tapedeck.Tests.Parquet.Support;

namespace Tapedeck.Tests.Parquet;

/// <summary>The statistics bound what is in a row group, so that a reader may pass over it.</summary>
public sealed class StatisticsSpec
{
    [Fact]
    public void They_have_the_least_and_greatest_value_and_the_nulls()
    {
        var table = new Table(
            new ParquetSchema(
                new("truth", ParquetType.Boolean), new("small", ParquetType.Int32), new("large", ParquetType.Int64), new("real", ParquetType.Double),
                new("time", ParquetType.Timestamp), new("text", ParquetType.String), new("bytes", ParquetType.Binary)),
            [
                [false, 5, -5L, 0.5, 10L, "b", new byte[] { 0x80 }], [true, -5, 50L, -2.5, 30L, "ä", new byte[] { 0x7F }],
                [null, null, null, null, null, null, null], [true, 0, 0L, 0.0, 20L, "a", new byte[] { 0x80, 0 }],
            ]);

        var columns = Assert.Single(RowGroups(table)).Columns;

        Assert.All(columns, column => Assert.Equal(1, column.NullCount));
        Assert.Equal((false, true), (columns[0].Min!.Value.Boolean, columns[0].Max!.Value.Boolean));
        Assert.Equal((-5, 5), (columns[1].Min!.Value.Int32, columns[1].Max!.Value.Int32));
        Assert.Equal((-5, 50), (columns[2].Min!.Value.Int64, columns[2].Max!.Value.Int64));
        Assert.Equal((-2.5, 0.5), (columns[3].Min!.Value.Double, columns[3].Max!.Value.Double));
        Assert.Equal((10, 30), (columns[4].Min!.Value.Int64, columns[4].Max!.Value.Int64));
        Assert.Equal("a ä", $"{columns[5].Min} {columns[5].Max}");
        Assert.Equal("7F 8000", $"{columns[6].Min} {columns[6].Max}");
    }

    [Fact]
    public void Each_row_group_has_its_own()
    {
        var table = Table.Of(new ParquetColumn("number", ParquetType.Int64), [.. Enumerable.Range(0, 1000).Select(i => (object?)(long)i)]);

        var groups = RowGroups(table, new ParquetWriterOptions { RowGroupRows = 400 });

        Assert.Equal([400L, 400L, 200L], groups.Select(group => group.Rows));
        Assert.Equal([0L, 400L, 800L], groups.Select(group => group.Columns[0].Min!.Value.Int64));
        Assert.Equal([399L, 799L, 999L], groups.Select(group => group.Columns[0].Max!.Value.Int64));
    }

    [Fact]
    public void A_column_of_nulls_has_neither_least_nor_greatest()
    {
        var column = RowGroups(Table.Of(new ParquetColumn("text", ParquetType.String), null, null))[0].Columns[0];

        Assert.Equal(2, column.NullCount);
        Assert.Null(column.Min);
        Assert.Null(column.Max);
    }

    [Fact]
    public void Not_a_number_is_neither_least_nor_greatest()
    {
        var some = RowGroups(Table.Of(new ParquetColumn("real", ParquetType.Double), double.NaN, 2.0, double.NaN, 1.0))[0].Columns[0];
        var none = RowGroups(Table.Of(new ParquetColumn("real", ParquetType.Double), double.NaN, double.NaN))[0].Columns[0];

        Assert.Equal((1.0, 2.0), (some.Min!.Value.Double, some.Max!.Value.Double));
        Assert.Null(none.Min);
        Assert.Null(none.Max);
    }

    [Fact]
    public void A_zero_bounds_zeros_of_both_signs()
    {
        var column = RowGroups(Table.Of(new ParquetColumn("real", ParquetType.Double), 0.0))[0].Columns[0];
        var negative = RowGroups(Table.Of(new ParquetColumn("real", ParquetType.Double), -0.0))[0].Columns[0];

        Assert.All([column, negative], zero => Assert.True(double.IsNegative(zero.Min!.Value.Double) && !double.IsNegative(zero.Max!.Value.Double)));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("日")]
    [InlineData("\uD7FF")]
    [InlineData("\U0010FFFF")]
    [InlineData("𝄞")]
    public void Long_strings_still_lie_between_their_bounds(string character)
    {
        foreach (var padding in new[] { "", "x", "xx", "xxx" })
        {
            var text = padding + string.Concat(Enumerable.Repeat(character, 200));

            var column = RowGroups(Table.Of(new ParquetColumn("text", ParquetType.String), text))[0].Columns[0];

            var bytes = Encoding.UTF8.GetBytes(text);
            Assert.True(column.Min!.Value.Bytes.SequenceCompareTo(bytes) <= 0);
            if (column.Max is { } max)
            {
                Assert.True(max.Bytes.SequenceCompareTo(bytes) >= 0);
                Assert.Equal(max.Bytes.ToArray(), Encoding.UTF8.GetBytes(max.ToString()));
            }
        }
    }

    [Fact]
    public void Those_of_lists_are_of_the_elements()
    {
        var column = RowGroups(Table.Of(
            new ParquetColumn("list", ParquetType.Int64, IsList: true), new object?[] { 3L, 1L }, null, Array.Empty<object?>(), new object?[] { null, 7L }))[0].Columns[0];

        Assert.Equal((1, 7), (column.Min!.Value.Int64, column.Max!.Value.Int64));
        Assert.Equal(3, column.NullCount);
    }

    [Fact]
    public void A_value_of_another_type_is_refused()
    {
        var column = RowGroups(Table.Of(new ParquetColumn("text", ParquetType.String), "a"))[0].Columns[0];

        Assert.Throws<InvalidOperationException>(() => column.Min!.Value.Int64);
        Assert.Throws<InvalidOperationException>(() => column.Min!.Value.Double);
    }

    private static IReadOnlyList<ParquetRowGroup> RowGroups(Table table, ParquetWriterOptions? options = null)
    {
        using var reader = ParquetReader.Open(new MemoryStream(table.Write(options)), "test.parquet");
        return reader.RowGroups;
    }
}

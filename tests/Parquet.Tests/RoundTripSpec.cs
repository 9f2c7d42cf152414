using Tapedeck.Parquet;
using Tapedeck.Tests.Parquet.Support;

namespace Tapedeck.Tests.Parquet;

/// <summary>What was written is read, whatever it is and however it is compressed.</summary>
public sealed class RoundTripSpec
{
    public static TheoryData<ParquetCompression> Compressions => [.. Enum.GetValues<ParquetCompression>()];

    [Theory]
    [MemberData(nameof(Compressions))]
    public void Every_type_keeps_its_values_and_its_nulls(ParquetCompression compression)
    {
        var table = new Table(
            new ParquetSchema(
                new("truth", ParquetType.Boolean), new("small", ParquetType.Int32), new("large", ParquetType.Int64),
                new("real", ParquetType.Double), new("time", ParquetType.Timestamp), new("text", ParquetType.String),
                new("bytes", ParquetType.Binary)),
            [
                [true, int.MinValue, long.MinValue, double.MinValue, long.MinValue, "", Array.Empty<byte>()],
                [false, int.MaxValue, long.MaxValue, double.MaxValue, long.MaxValue, "text", new byte[] { 0, 255, 128 }],
                [null, null, null, null, null, null, null],
                [true, 0, 0L, double.NaN, 0L, "日本語 \u0000 𝄞 é", new byte[] { 0 }],
                [true, -1, -1L, -0.0, -1L, "\U0010FFFF", new byte[300]],
                [false, 1, 1L, double.NegativeInfinity, 1_795_338_300_000_000L, new string('x', 5000), new byte[] { 1 }],
                [false, 1, 1L, double.Epsilon, 1L, "text", new byte[] { 1 }],
            ]);

        AssertSame(table, compression);
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void Columns_that_are_not_nullable_keep_their_values(ParquetCompression compression)
    {
        var types = Enum.GetValues<ParquetType>().Where(type => type != ParquetType.Other).ToArray();
        var random = new Random(1);
        var table = new Table(
            new ParquetSchema(types.SelectMany(type => new[]
            {
                new ParquetColumn($"{type}", type, IsNullable: false), new ParquetColumn($"{type}s", type, IsNullable: false, IsList: true),
            })),
            [.. Enumerable.Range(0, 300).Select(_ => types.SelectMany(type => new object?[]
            {
                Some.Value(random, type), Some.List(random, type),
            }).ToArray())]);

        AssertSame(table, compression);
    }

    [Theory]
    [InlineData(ParquetType.Boolean)]
    [InlineData(ParquetType.Int32)]
    [InlineData(ParquetType.Int64)]
    [InlineData(ParquetType.Double)]
    [InlineData(ParquetType.Timestamp)]
    [InlineData(ParquetType.String)]
    [InlineData(ParquetType.Binary)]
    public void A_list_may_be_null_or_empty_and_so_may_its_elements(ParquetType type)
    {
        var random = new Random(2);
        var value = Some.Value(random, type);
        var other = Some.Value(random, type);
        var table = Table.Of(
            new ParquetColumn("list", type, IsList: true),
            null, Array.Empty<object?>(), new object?[] { null }, new[] { value }, new[] { null, value, null, null, other, value },
            null, null, Array.Empty<object?>(), Array.Empty<object?>(), new[] { other, null }, new object?[] { null, null });

        AssertSame(table, ParquetCompression.Gzip);
    }

    [Fact]
    public void A_list_of_many_elements_goes_across_pages_and_stays_one_row()
    {
        var elements = Enumerable.Range(0, 30_000).Select(i => i % 7 == 0 ? null : (object?)$"element {i}").ToArray();
        var table = Table.Of(new ParquetColumn("list", ParquetType.String, IsList: true), elements, null, elements, new object?[] { "x" });

        AssertSame(table, ParquetCompression.Gzip, pageBytes: 1000);
    }

    [Fact]
    public void A_string_of_four_megabytes_is_kept_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 500_000).Select(i => $"{i,8}"));
        var table = Table.Of(new ParquetColumn("text", ParquetType.String), "before", text, null, text, "after");

        AssertSame(table, ParquetCompression.Gzip);
        AssertSame(table, ParquetCompression.Brotli);
    }

    [Fact]
    public void A_column_of_only_nulls_is_kept()
    {
        var table = Table.Of(new ParquetColumn("nothing", ParquetType.Int64), new object?[20_000]);

        AssertSame(table, ParquetCompression.Gzip);
    }

    [Fact]
    public void A_file_without_rows_has_its_schema()
    {
        var table = new Table(new ParquetSchema(new("a", ParquetType.String), new("b", ParquetType.Int32, IsList: true)), []);

        AssertSame(table, ParquetCompression.Gzip);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(1 << 20)]
    public void Values_that_repeat_and_values_that_do_not_are_kept_with_any_length_of_pages(int pageBytes)
    {
        var table = new Table(
            new ParquetSchema(
                new("speaker", ParquetType.String), new("id", ParquetType.String), new("day", ParquetType.Timestamp),
                new("at", ParquetType.Int64), new("level", ParquetType.Int32), new("score", ParquetType.Double), new("ok", ParquetType.Boolean)),
            [.. Enumerable.Range(0, 1500).Select(i => new object?[]
            {
                i % 11 == 0 ? null : $"speaker {i % 9}", $"id {i * 7919}", i / 300 * 86_400_000_000L, i * 1_000_003L, i % 3,
                i % 4 / 4.0, i % 5 < 2,
            })]);

        AssertSame(table, ParquetCompression.Uncompressed, pageBytes);
    }

    private static void AssertSame(Table table, ParquetCompression compression, int pageBytes = 1 << 20)
    {
        var read = Table.Read(table.Write(new ParquetWriterOptions { Compression = compression, PageBytes = pageBytes }));

        Assert.Equal(table.Schema, read.Schema);
        Assert.Equal(table.Print(), read.Print());
    }
}

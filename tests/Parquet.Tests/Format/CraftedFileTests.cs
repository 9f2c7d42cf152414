using System.IO.Compression;
using Tapedeck.Parquet.Format;

namespace Tapedeck.Tests.Parquet.Format;

/// <summary>Files that lie. Each is refused with its place and reason, and costs no more memory than it has bytes.</summary>
public sealed class CraftedFileTests
{
    // One level that says the value is there, in a run; and the value "a".
    private static readonly byte[] OneLevel = [2, 0, 0, 0, 2, 1];
    private static readonly byte[] OneValue = [1, 0, 0, 0, (byte)'a'];
    private static readonly byte[] OnePage = [.. OneLevel, .. OneValue];

    [Fact]
    public void One_that_does_not_lie_is_read() => Assert.Equal(1, CraftedFile.ReadAll(new CraftedFile().Data(1, PageEncoding.PLAIN, OnePage).Bytes()));

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1 << 30)]
    [InlineData(12)]
    [InlineData(10)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_page_that_is_not_as_long_as_it_announces(int announced)
    {
        var compressed = Gzip(OnePage);
        var file = new CraftedFile { Column = column => column with { Codec = Codec.GZIP } }
            .Page(CraftedFile.Header(1, PageEncoding.PLAIN, compressed.Length) with { UncompressedSize = announced }, compressed);

        Assert.Contains("column 'text', row group 0, page at byte 4: ", file.Refused().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1000)]
    [InlineData(-1)]
    public void A_page_that_goes_beyond_its_column(int size) => new CraftedFile()
        .Page(CraftedFile.Header(1, PageEncoding.PLAIN, size), OnePage).Refused();

    [Fact]
    public void A_page_that_decompresses_to_a_thousand_times_what_it_announces()
    {
        var compressed = Gzip(new byte[100_000_000]);

        new CraftedFile { Column = column => column with { Codec = Codec.GZIP } }
            .Page(CraftedFile.Header(1, PageEncoding.PLAIN, compressed.Length) with { UncompressedSize = 1000 }, compressed).Refused();
    }

    [Theory]
    [InlineData(new byte[] { 255, 255, 255, 127 })]
    [InlineData(new byte[] { 255, 255, 255, 255 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 1, 0, 0 })]
    public void A_value_that_goes_beyond_its_page(byte[] value) =>
        new CraftedFile().Data(1, PageEncoding.PLAIN, [.. OneLevel, .. value]).Refused();

    [Theory]
    [InlineData(new byte[] { })] // no length
    [InlineData(new byte[] { 255, 255, 255, 127, 2, 1 })] // a length beyond the page
    [InlineData(new byte[] { 255, 255, 255, 255, 2, 1 })] // a negative length
    [InlineData(new byte[] { 0, 0, 0, 0 })] // no runs
    [InlineData(new byte[] { 1, 0, 0, 0, 2 })] // no value of the run
    [InlineData(new byte[] { 2, 0, 0, 0, 2, 2 })] // a level that the column does not have
    public void Levels_that_are_damaged(byte[] levels) => new CraftedFile().Data(1, PageEncoding.PLAIN, [.. levels, .. OneValue]).Refused();

    [Fact]
    public void More_values_in_a_page_than_in_its_column() => new CraftedFile().Data(2, PageEncoding.PLAIN, OnePage).Refused();

    [Fact]
    public void Fewer_values_in_the_pages_than_in_their_column() => new CraftedFile { Rows = 2 }.Data(1, PageEncoding.PLAIN, OnePage).Refused();

    [Fact]
    public void A_negative_number_of_values() => new CraftedFile().Data(-1, PageEncoding.PLAIN, OnePage).Refused();

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(2)]
    public void A_number_of_values_that_is_not_that_of_the_rows(long values) =>
        new CraftedFile { Column = column => column with { ValueCount = values } }.Data(1, PageEncoding.PLAIN, OnePage).Refused();

    [Theory]
    [InlineData(long.MaxValue, 10)]
    [InlineData(long.MinValue, 10)]
    [InlineData(-1, 10)]
    [InlineData(0, 10)]
    [InlineData(4, long.MaxValue)]
    [InlineData(4, -1)]
    [InlineData(1_000_000, 10)]
    public void Pages_that_are_not_in_the_file(long offset, long size) =>
        new CraftedFile { Column = column => column with { DataPageOffset = offset, CompressedSize = size } }
            .Data(1, PageEncoding.PLAIN, OnePage).Refused();

    [Fact]
    public void A_column_without_values_needs_no_place() => Assert.Equal(0, CraftedFile.ReadAll(new CraftedFile
    {
        Rows = 0,
        Column = column => column with { DataPageOffset = 0, CompressedSize = 14 },
    }.Bytes()));

    [Theory]
    [InlineData(new byte[] { 1, 2, 2 })] // index 2 of two values
    [InlineData(new byte[] { 32, 2, 255, 255, 255, 255 })] // an index of 32 bits
    [InlineData(new byte[] { 33, 2, 0 })] // of more
    [InlineData(new byte[] { 255, 2, 0 })]
    [InlineData(new byte[] { 1, 2 })] // a run without its value
    [InlineData(new byte[] { 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F })] // groups without bytes
    public void Indexes_that_are_damaged(byte[] indexes) => new CraftedFile()
        .Dictionary(2, [.. OneValue, .. OneValue]).Data(1, PageEncoding.RLE_DICTIONARY, [.. OneLevel, .. indexes]).Refused();

    [Fact]
    public void A_list_with_more_rows_than_its_row_group_and_with_fewer()
    {
        List<SchemaElement> schema =
            [new("root") { Children = 1 }, new("list") { Type = PhysicalType.INT32, Repetition = Repetition.REPEATED }];
        byte[] twoLists = [2, 0, 0, 0, 4, 0, 2, 0, 0, 0, 4, 1, 1, 0, 0, 0, 2, 0, 0, 0];

        foreach (var (rows, found) in new[] { (1L, "it goes on; its row group has 1 rows"), (3L, "it ends after 2 rows; its row group has 3 rows") })
            Assert.EndsWith(
                found,
                new CraftedFile { Schema = schema, Rows = rows, Column = column => column with { ValueCount = 2 } }
                    .Data(2, PageEncoding.PLAIN, twoLists).Refused().Message,
                StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void A_dictionary_of_a_number_of_values_that_it_does_not_have(int values) => new CraftedFile()
        .Dictionary(values, [.. OneValue, .. OneValue]).Data(1, PageEncoding.RLE_DICTIONARY, [.. OneLevel, 1, 2, 0]).Refused();

    [Fact]
    public void Indexes_without_a_dictionary_and_with_two()
    {
        new CraftedFile().Data(1, PageEncoding.RLE_DICTIONARY, [.. OneLevel, 1, 2, 0]).Refused();
        new CraftedFile().Dictionary(1, OneValue).Dictionary(1, OneValue).Data(1, PageEncoding.RLE_DICTIONARY, [.. OneLevel, 1, 2, 0]).Refused();
    }

    [Fact]
    public void An_encoding_that_is_not_known_is_named()
    {
        Assert.Contains("DELTA_BYTE_ARRAY", new CraftedFile().Data(1, PageEncoding.DELTA_BYTE_ARRAY, OnePage).Refused().Message, StringComparison.Ordinal);
        Assert.Contains(
            "BIT_PACKED",
            new CraftedFile().Page(CraftedFile.Header(1, PageEncoding.PLAIN, 1) with { DefinitionEncoding = PageEncoding.BIT_PACKED }, 0).Refused().Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nulls_without_number_take_no_memory()
    {
        // A run of three million nulls.
        var file = new CraftedFile { Rows = 3_000_000 }.Data(3_000_000, PageEncoding.PLAIN, 5, 0, 0, 0, 0x80, 0x9B, 0xEE, 0x02, 0).Bytes();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(3_000_000, CraftedFile.ReadAll(file));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_dictionary_that_makes_few_bytes_many_takes_little_memory()
    {
        // Ten thousand times a value of 100 kB.
        var file = new CraftedFile { Rows = 10_000 }
            .Dictionary(1, [0xA0, 0x86, 0x01, 0, .. new byte[100_000]])
            .Data(10_000, PageEncoding.RLE_DICTIONARY, 4, 0, 0, 0, 0xA0, 0x9C, 0x01, 1, 1, 0xA0, 0x9C, 0x01, 0).Bytes();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(10_000, CraftedFile.ReadAll(file));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
    }

    [Fact]
    public void A_list_without_end()
    {
        // One row; a run of two billion continued null elements.
        List<SchemaElement> schema =
        [
            new("root") { Children = 1 }, new("list") { Children = 1, Converted = ConvertedType.LIST },
            new("list") { Children = 1, Repetition = Repetition.REPEATED },
            new("element") { Type = PhysicalType.INT32, Repetition = Repetition.OPTIONAL },
        ];
        var file = new CraftedFile { Schema = schema, Column = column => column with { ValueCount = 2_000_000_000 } }
            .Data(2_000_000_000, PageEncoding.PLAIN, 8, 0, 0, 0, 2, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 1, 6, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 1);

        Assert.Contains("a list has more than 16", file.Refused(256 << 20).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_continues_before_it_begins()
    {
        List<SchemaElement> schema =
            [new("root") { Children = 1 }, new("list") { Type = PhysicalType.INT32, Repetition = Repetition.REPEATED }];

        new CraftedFile { Schema = schema }.Data(1, PageEncoding.PLAIN, 2, 0, 0, 0, 2, 1, 2, 0, 0, 0, 2, 1, 1, 0, 0, 0).Refused();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return to.ToArray();
    }
}

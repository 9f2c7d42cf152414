using Tapedeck.Parquet;
using Tapedeck.Parquet.Format;
using Tapedeck.Tests.Parquet.Format;

namespace Tapedeck.Tests.Parquet.ParquetNet;

/// <summary>Pages that lie, where Parquet.Net would believe them or take memory for them.</summary>
public sealed class CraftedPageTests
{
    private static readonly byte[] OneLevel = [2, 0, 0, 0, 2, 1];

    [Theory]
    [InlineData(new byte[] { 255, 255, 255, 255 })] // it would be empty
    [InlineData(new byte[] { 255, 255, 255, 127 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 1, 0, 0 })]
    [InlineData(new byte[] { })]
    public void A_value_that_goes_beyond_its_page(byte[] value) =>
        new CraftedFile().Data(1, PageEncoding.PLAIN, [.. OneLevel, .. value]).Refused();

    [Fact]
    public void Floats_that_are_not_there()
    {
        List<SchemaElement> schema =
            [new("root") { Children = 1 }, new("real") { Type = PhysicalType.FLOAT, Repetition = Repetition.OPTIONAL }];

        new CraftedFile { Schema = schema }.Data(1, PageEncoding.PLAIN, [.. OneLevel, 0, 0]).Refused();
    }

    [Theory]
    [InlineData(PageEncoding.RLE)]
    [InlineData(PageEncoding.BIT_PACKED)]
    [InlineData(PageEncoding.BYTE_STREAM_SPLIT)]
    [InlineData(PageEncoding.DELTA_BINARY_PACKED)]
    internal void Strings_in_an_encoding_for_others(PageEncoding encoding) =>
        new CraftedFile().Data(1, encoding, [.. OneLevel, 1, 0, 0, 0, (byte)'a']).Refused();

    [Theory]
    [InlineData(new byte[] { 1, 2, 2 })] // index 2 of two values
    [InlineData(new byte[] { 1, 2 })] // a run without its value
    [InlineData(new byte[] { 33, 2, 0 })] // an index of 33 bits
    public void Indexes_that_are_damaged(byte[] indexes) => new CraftedFile()
        .Dictionary(2, 1, 0, 0, 0, (byte)'a', 1, 0, 0, 0, (byte)'b')
        .Data(1, PageEncoding.RLE_DICTIONARY, [.. OneLevel, .. indexes]).Refused();

    [Fact]
    public void Indexes_that_end_early() => new CraftedFile { Rows = 9 }
        .Dictionary(1, 1, 0, 0, 0, (byte)'a').Data(9, PageEncoding.RLE_DICTIONARY, 2, 0, 0, 0, 18, 1, 1, 4, 0).Refused();

    [Theory]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void A_dictionary_of_a_number_of_values_that_it_does_not_have(int values) => new CraftedFile()
        .Dictionary(values, 1, 0, 0, 0, (byte)'a').Data(1, PageEncoding.RLE_DICTIONARY, [.. OneLevel, 1, 2, 0]).Refused();

    [Fact]
    public void Nulls_without_number()
    {
        // A run of a billion nulls.
        var file = new CraftedFile { Rows = 1 << 30 }
            .Data(1 << 30, PageEncoding.PLAIN, 6, 0, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x08, 0);

        Assert.Contains("at most 33,554,432 in a page are read", file.Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dictionary_that_makes_few_bytes_many()
    {
        // Ten thousand times a value of 100 kB.
        var file = new CraftedFile { Rows = 10_000 }
            .Dictionary(1, [0xA0, 0x86, 0x01, 0, .. new byte[100_000]])
            .Data(10_000, PageEncoding.RLE_DICTIONARY, 4, 0, 0, 0, 0xA0, 0x9C, 0x01, 1, 1, 0xA0, 0x9C, 0x01, 0);

        Assert.Contains("its 5 bytes stand for 1,000,000,000", file.Refused().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Codec.SNAPPY)]
    [InlineData(Codec.ZSTD)]
    internal void A_page_that_is_not_compressed_as_it_announces(Codec codec) =>
        new CraftedFile { Column = column => column with { Codec = codec } }
            .Data(1, PageEncoding.PLAIN, [.. OneLevel, 1, 0, 0, 0, (byte)'a']).Refused();

    [Theory]
    [InlineData(Codec.LZ4)]
    [InlineData(Codec.LZ4_RAW)]
    internal void A_codec_whose_damage_would_not_be_seen_is_named(Codec codec)
    {
        var file = new CraftedFile { Column = column => column with { Codec = codec } }
            .Data(1, PageEncoding.PLAIN, OneLevel);

        Assert.Contains($"compressed with {codec}, which this reader does not read", file.Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_context_of_the_caller_is_restored_after_an_error()
    {
        var context = new SynchronizationContext();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);

        var file = new CraftedFile().Data(1, PageEncoding.DELTA_BYTE_ARRAY, OneLevel).Bytes();
        Assert.Throws<ParquetException>(() => CraftedFile.ReadAll(file));

        Assert.Same(context, SynchronizationContext.Current);
        SynchronizationContext.SetSynchronizationContext(before);
    }
}

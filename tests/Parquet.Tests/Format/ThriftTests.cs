using FsCheck.Xunit;
using Tapedeck.Parquet.Format;

namespace Tapedeck.Tests.Parquet.Format;

public sealed class ThriftTests
{
    [Fact]
    public void Fields_are_as_the_specification_of_the_compact_protocol_has_them()
    {
        var writer = new ThriftWriter();
        writer.BeginStruct();
        writer.I32(1, -1);
        writer.Bool(2, true);
        writer.I64(20, 150);
        writer.String(21, "ab");
        writer.List(22, ThriftType.I32, 2);
        writer.I32Element(1);
        writer.I32Element(-2);
        writer.EndStruct();

        Assert.Equal("1501110628AC021802616219250203" + "00", Convert.ToHexString(writer.Written));
    }

    [Fact]
    public void Fields_that_are_not_known_are_skipped_whatever_their_type()
    {
        byte[] bytes =
        [
            0x11, 0x12, 0x13, 0x05, 0x14, 0x02, 0x15, 0x04, 0x16, 0x06, // true, false, i8, i16, i32, i64
            0x17, 1, 2, 3, 4, 5, 6, 7, 8, // double
            0x18, 2, 9, 9, // binary
            0x19, 0x21, 1, 2, // list of two booleans
            0x1A, 0x15, 4, // set of one i32
            0x1B, 1, 0x85, 1, 9, 2, // map of one binary to i32
            0x1C, 0x15, 2, 0, // structure
            0x1D, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, // uuid
            0x15, 14, 0,
        ];
        var reader = new ThriftReader(bytes);
        var outer = reader.BeginStruct();
        var last = 0;
        while (reader.NextField(out var field, out var type))
        {
            if (field == 14)
                last = reader.I32();
            else
                reader.Skip(type);
        }

        reader.EndStruct(outer);
        Assert.Equal((7, bytes.Length), (last, reader.Position));
    }

    [Theory]
    [InlineData("")] // no end
    [InlineData("18FF7F")] // a binary longer than the bytes
    [InlineData("18FFFFFFFFFFFFFFFFFF01")] // a length of 64 bits
    [InlineData("19F5FFFFFFFF0F")] // a list of four billion
    [InlineData("1BFFFFFFFF0F55")] // a map of four billion
    [InlineData("16FFFFFFFFFFFFFFFFFFFFFF01")] // a number of more than 64 bits
    [InlineData("1E00")] // a type that is none
    [InlineData("1BFFFFFFFFFF7F00")] // a map of things without a type
    public void Lengths_and_counts_that_are_not_there_are_damage(string hex)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.Throws<InvalidDataException>(() => SkipAll(bytes));
    }

    [Theory]
    [InlineData(0x1C)] // a structure in a structure
    [InlineData(0x19)] // a list of lists
    public void Structures_that_nest_without_end_are_damage(byte head)
    {
        var bytes = new byte[100_000];
        Array.Fill(bytes, head);

        Assert.Throws<InvalidDataException>(() => SkipAll(bytes));
    }

    [Property(MaxTest = 1000)]
    public void Any_bytes_are_a_footer_or_damage(byte[] bytes)
    {
        try
        {
            FileMetadataReader.Read(bytes);
        }
        catch (InvalidDataException)
        {
            // Damage is what most are.
        }
    }

    private static void SkipAll(byte[] bytes)
    {
        var reader = new ThriftReader(bytes);
        var outer = reader.BeginStruct();
        while (reader.NextField(out _, out var type))
            reader.Skip(type);
        reader.EndStruct(outer);
    }
}

using FsCheck.Xunit;
using Tapedeck.Parquet;
using Tapedeck.Parquet.Format;

namespace Tapedeck.Tests.Parquet.Format;

public sealed class RleTests
{
    [Fact]
    public void Packed_values_are_as_the_specification_prints_them()
    {
        var to = new PooledBuffer<byte>();

        RleEncoder.Encode([0, 1, 2, 3, 4, 5, 6, 7], 3, to);

        Assert.Equal([0b11, 0b10001000, 0b11000110, 0b11111010], to.Span.ToArray());
    }

    [Fact]
    public void A_run_is_its_length_doubled_and_its_value()
    {
        var to = new PooledBuffer<byte>();

        RleEncoder.Encode([.. Enumerable.Repeat(300, 100)], 9, to);

        Assert.Equal([200, 1, 300 & 0xFF, 300 >> 8], to.Span.ToArray());
    }

    [Property(MaxTest = 500)]
    public void What_is_encoded_is_decoded_whatever_the_runs_and_in_any_portions(int seed)
    {
        var random = new Random(seed);
        var bitWidth = random.Next(1, 32);
        var greatest = (int)((1L << bitWidth) - 1);
        var values = new List<int>();
        for (var runs = random.Next(20); runs > 0; runs--)
            values.AddRange(random.Next(2) == 0
                ? Enumerable.Repeat(random.Next(greatest), random.Next(1, 30))
                : Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(greatest)));
        var to = new PooledBuffer<byte>();

        RleEncoder.Encode([.. values], bitWidth, to);

        var decoder = new RleDecoder(to.Span.ToArray(), 0, to.Length, bitWidth);
        var read = new int[values.Count];
        for (var at = 0; at < read.Length;)
        {
            var portion = Math.Min(random.Next(1, 50), read.Length - at);
            decoder.Read(read.AsSpan(at, portion));
            at += portion;
        }

        Assert.Equal(values, read);
    }

    [Theory]
    [InlineData(new byte[] { }, 1)]
    [InlineData(new byte[] { 8 }, 1)] // a run without its value
    [InlineData(new byte[] { 8, 1 }, 5)] // a run of four
    [InlineData(new byte[] { 3, 0 }, 9)] // a group of eight
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x0F }, 9)] // groups without bytes
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, 1)] // a length of more than 32 bits
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0 }, 1)] // runs of none
    public void Runs_that_end_early_are_damage(byte[] bytes, int count) =>
        Assert.Throws<InvalidDataException>(() => new RleDecoder(bytes, 0, bytes.Length, 1).Read(new int[count]));

    [Theory]
    [InlineData(-1)]
    [InlineData(33)]
    [InlineData(255)]
    public void Values_of_more_than_32_bits_are_damage(int bitWidth) =>
        Assert.Throws<InvalidDataException>(() => new RleDecoder([0, 0], 0, 2, bitWidth));

    [Property(MaxTest = 500)]
    public void Any_bytes_are_values_or_damage(byte[] bytes, byte bitWidth, byte count)
    {
        try
        {
            new RleDecoder(bytes, 0, bytes.Length, bitWidth % 33).Read(new int[count]);
        }
        catch (InvalidDataException)
        {
            // Damage is what most are.
        }
    }
}

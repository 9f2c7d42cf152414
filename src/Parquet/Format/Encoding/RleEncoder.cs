using System.Numerics;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// The hybrid of run lengths and bit packing. A run of equal values is <c>varint(count * 2)</c> and the value in whole bytes;
/// other values are <c>varint(groups * 2 + 1)</c> and groups of eight values, packed from the lowest bit on. Source: RLE in
/// Encodings.md of the Parquet format specification.
/// </summary>
internal static class RleEncoder
{
    private const int GroupSize = 8;

    /// <summary>The bits that values up to a greatest one take.</summary>
    public static int BitWidth(int greatest) => 32 - BitOperations.LeadingZeroCount((uint)greatest);

    public static void Encode(ReadOnlySpan<int> values, int bitWidth, PooledBuffer<byte> to)
    {
        var packed = 0;
        var at = 0;
        while (at < values.Length)
        {
            var run = RunLength(values[at..]);
            var filling = -(at - packed) & (GroupSize - 1);
            if (run - filling >= GroupSize)
            {
                Pack(values[packed..(at + filling)], bitWidth, to);
                Run(run - filling, values[at], bitWidth, to);
                packed = at + run;
            }

            at += run;
        }

        Pack(values[packed..], bitWidth, to);
    }

    /// <summary>Writes one run of equal values.</summary>
    public static void Run(int count, int value, int bitWidth, PooledBuffer<byte> to)
    {
        Varint((uint)count << 1, to);
        for (var bits = 0; bits < bitWidth; bits += 8)
            to.Add((byte)(value >> bits));
    }

    private static int RunLength(ReadOnlySpan<int> values)
    {
        if (values.Length == 1 || values[1] != values[0])
            return 1;
        var run = values.IndexOfAnyExcept(values[0]);
        return run < 0 ? values.Length : run;
    }

    private static void Pack(ReadOnlySpan<int> values, int bitWidth, PooledBuffer<byte> to)
    {
        if (values.IsEmpty)
            return;
        var groups = (values.Length + GroupSize - 1) / GroupSize;
        Varint((uint)groups << 1 | 1, to);
        var packed = to.Extend(groups * bitWidth);
        packed.Clear();
        var (at, bits, held) = (0, 0, 0UL);
        foreach (var value in values)
        {
            held |= (ulong)(uint)value << bits;
            for (bits += bitWidth; bits >= 8; bits -= 8, held >>= 8)
                packed[at++] = (byte)held;
        }

        if (bits > 0)
            packed[at] = (byte)held;
    }

    private static void Varint(uint value, PooledBuffer<byte> to)
    {
        for (; value >= 0x80; value >>= 7)
            to.Add((byte)(value | 0x80));
        to.Add((byte)value);
    }
}

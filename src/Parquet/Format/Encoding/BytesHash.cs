using System.Buffers.Binary;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// A hash of short strings: eight bytes at a time are multiplied to 128 bits and folded. It starts from a number that differs in
/// each process, so that nobody can choose strings that collide.
/// </summary>
internal static class BytesHash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private static readonly ulong Start = (ulong)Random.Shared.NextInt64() | 1UL << 63;

    public static int Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Fold(Start ^ (ulong)bytes.Length, Multiplier);
        for (; bytes.Length > sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), Start);
        var last = 0UL;
        foreach (var one in bytes)
            last = last << 8 | one;
        hash = Fold(hash ^ last, Start);
        return (int)(hash ^ hash >> 32);
    }

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}

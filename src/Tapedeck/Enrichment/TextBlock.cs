using System.Numerics;
using System.Runtime.Intrinsics;

namespace Tapedeck.Enrichment;

/// <summary>What 64 bytes of a text are, one bit a byte, the lowest for the first.</summary>
internal static class TextBlock
{
    /// <summary>Bytes looked at together.</summary>
    public const int Width = 64;

    /// <summary>Fewer than 64 bytes, with zeros behind them.</summary>
    public static Vector512<byte> Padded(ReadOnlySpan<byte> text)
    {
        Span<byte> block = stackalloc byte[Width];
        block.Clear();
        text.CopyTo(block);
        return Vector512.Create<byte>(block);
    }

    /// <summary>The bytes with the capital letters of ASCII made small.</summary>
    public static Vector512<byte> Lower(Vector512<byte> block) =>
        block | (Within(block, 'A', 'Z') & Vector512.Create((byte)0x20));

    /// <summary>Which bytes are white space of ASCII.</summary>
    public static ulong WhiteSpace(Vector512<byte> block) =>
        Vector512.Equals(block, Vector512.Create((byte)' ')).ExtractMostSignificantBits()
            | Within(block, '\t', '\r').ExtractMostSignificantBits();

    /// <summary>
    /// Which bytes of lower-cased text may belong to words: ASCII letters, digits, <c>_</c>, and what is beyond ASCII.
    /// </summary>
    public static ulong WordBytes(Vector512<byte> lower) =>
        Within(lower, 'a', 'z').ExtractMostSignificantBits()
            | Within(lower, '0', '9').ExtractMostSignificantBits()
            | Vector512.Equals(lower, Vector512.Create((byte)'_')).ExtractMostSignificantBits()
            | lower.ExtractMostSignificantBits();

    /// <summary>
    /// How many runs of set bits begin in a block; <paramref name="before"/> is whether the block before ended in one, 1 or 0.
    /// </summary>
    public static int Beginnings(ulong bits, ref ulong before)
    {
        var beginnings = bits & ~((bits << 1) | before);
        before = bits >> (Width - 1);
        return BitOperations.PopCount(beginnings);
    }

    private static Vector512<byte> Within(Vector512<byte> block, char first, char last) =>
        Vector512.LessThanOrEqual(block - Vector512.Create((byte)first), Vector512.Create((byte)(last - first)));
}

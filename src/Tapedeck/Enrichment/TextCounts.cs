using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Tapedeck.Enrichment;

/// <summary>How long a text is: runs of non-white-space, and Unicode code points.</summary>
internal readonly record struct TextCounts(int Words, int CodePoints)
{
    /// <summary>Counts a valid UTF-8 text; white space is Unicode's.</summary>
    public static TextCounts Of(ReadOnlySpan<byte> text) => Ascii.IsValid(text) ? OfAscii(text) : OfUnicode(text);

    private static TextCounts OfAscii(ReadOnlySpan<byte> text)
    {
        var words = 0;
        var at = 0;
        var before = 0u;
        for (; at + Vector256<byte>.Count <= text.Length; at += Vector256<byte>.Count)
        {
            var block = Vector256.Create(text[at..]);
            var white = Vector256.Equals(block, Vector256.Create((byte)' '))
                | Vector256.LessThanOrEqual(block - Vector256.Create((byte)'\t'), Vector256.Create((byte)4));
            var solid = ~white.ExtractMostSignificantBits();
            words += BitOperations.PopCount(solid & ~((solid << 1) | before));
            before = solid >> 31;
        }

        for (; at < text.Length; at++)
        {
            var solid = text[at] == ' ' || (uint)(text[at] - '\t') <= 4 ? 0u : 1u;
            words += (int)(solid & ~before);
            before = solid;
        }

        return new TextCounts(words, text.Length);
    }

    private static TextCounts OfUnicode(ReadOnlySpan<byte> text)
    {
        var words = 0;
        var codePoints = 0;
        var before = false;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            text = text[length..];
            var solid = !Rune.IsWhiteSpace(rune);
            words += solid && !before ? 1 : 0;
            before = solid;
            codePoints++;
        }

        return new TextCounts(words, codePoints);
    }
}

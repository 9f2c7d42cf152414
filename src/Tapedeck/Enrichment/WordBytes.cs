using System.Runtime.Intrinsics;

namespace Tapedeck.Enrichment;

/// <summary>
/// Which bytes of a lower-cased text may belong to words, 32 at a time: ASCII letters, digits, <c>_</c>, and every byte
/// of a character beyond ASCII, which may or may not be a letter.
/// </summary>
internal static class WordBytes
{
    /// <summary>Bytes looked at together.</summary>
    public const int Width = 32;

    /// <summary>One bit for each byte from <paramref name="at"/> on; what lies beyond the end is no word.</summary>
    public static uint Of(ReadOnlySpan<byte> lower, int at)
    {
        var rest = lower[at..];
        if (rest.Length >= Width)
            return Of(Vector256.Create(rest));
        Span<byte> last = stackalloc byte[Width];
        last.Clear();
        rest.CopyTo(last);
        return Of(Vector256.Create<byte>(last));
    }

    private static uint Of(Vector256<byte> block)
    {
        var letters = Vector256.LessThanOrEqual(block - Vector256.Create((byte)'a'), Vector256.Create((byte)25));
        var digits = Vector256.LessThanOrEqual(block - Vector256.Create((byte)'0'), Vector256.Create((byte)9));
        var underscores = Vector256.Equals(block, Vector256.Create((byte)'_'));
        return (letters | digits | underscores | block).ExtractMostSignificantBits();
    }
}

using System.IO.Hashing;
using System.Text;

namespace Tapedeck.Analytics;

/// <summary>Compares keys that are kept as strings with keys that come as UTF-8, so that a known key costs no string.</summary>
internal sealed class Utf8Keys : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    public static readonly Utf8Keys Instance = new();

    private const int OnStack = 512;

    private Utf8Keys()
    {
    }

    /// <summary>As many bytes as there may be, in whole characters.</summary>
    public static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> text, int most)
    {
        if (text.Length <= most)
            return text;
        while ((text[most] & 0xC0) == 0x80)
            most--;
        return text[..most];
    }

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode(string key)
    {
        var most = Encoding.UTF8.GetMaxByteCount(key.Length);
        Span<byte> utf8 = most <= OnStack ? stackalloc byte[most] : new byte[most];
        return GetHashCode(utf8[..Encoding.UTF8.GetBytes(key, utf8)]);
    }

    public bool Equals(ReadOnlySpan<byte> alternate, string other)
    {
        var most = Encoding.UTF8.GetMaxByteCount(other.Length);
        Span<byte> utf8 = most <= OnStack ? stackalloc byte[most] : new byte[most];
        return alternate.SequenceEqual(utf8[..Encoding.UTF8.GetBytes(other, utf8)]);
    }

    public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)XxHash3.HashToUInt64(alternate);

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);
}

using System.Text;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Cuts the least and greatest values of strings and binary values to a length that the footer can hold. What is cut is still
/// a bound: a beginning is not greater than the whole, and a beginning whose last character is the next one is greater.
/// Source: Statistics in parquet.thrift.
/// </summary>
internal static class StringBounds
{
    private const int MaxLength = 64;
    private const int LastBeforeSurrogates = 0xD7FF;
    private const int FirstAfterSurrogates = 0xE000;
    private const int LastCharacter = 0x10FFFF;

    /// <summary>A value that is not greater.</summary>
    public static byte[] Lower(ReadOnlySpan<byte> value, bool isText) => Beginning(value, isText).ToArray();

    /// <summary>A value that is not less, or null if none is short enough.</summary>
    public static byte[]? Upper(ReadOnlySpan<byte> value, bool isText)
    {
        if (value.Length <= MaxLength)
            return value.ToArray();
        var beginning = Beginning(value, isText);
        return isText ? NextText(beginning) : NextBytes(beginning);
    }

    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> value, bool isText)
    {
        if (value.Length <= MaxLength)
            return value;
        var length = MaxLength;
        while (isText && length > 0 && (value[length] & 0xC0) == 0x80)
            length--;
        return value[..length];
    }

    private static byte[]? NextText(ReadOnlySpan<byte> text)
    {
        Span<byte> encoded = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            Rune.DecodeLastFromUtf8(text, out var last, out var length);
            text = text[..^length];
            if (last.Value == LastCharacter)
                continue;
            var next = new Rune(last.Value == LastBeforeSurrogates ? FirstAfterSurrogates : last.Value + 1);
            return [.. text, .. encoded[..next.EncodeToUtf8(encoded)]];
        }

        return null;
    }

    private static byte[]? NextBytes(ReadOnlySpan<byte> bytes)
    {
        var last = bytes.LastIndexOfAnyExcept((byte)0xFF);
        return last < 0 ? null : [.. bytes[..last], (byte)(bytes[last] + 1)];
    }
}

using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Tapedeck.Enrichment;

/// <summary>The text of JSON strings: decoding what was sent, encoding what is written. Source: RFC 8259, section 7.</summary>
internal static class JsonText
{
    /// <summary>Bytes that <see cref="Special"/> looks at.</summary>
    public const int Width = 32;

    private const int LongestEscape = 6;
    private const int Chunk = 4096;

    /// <summary>
    /// One bit for each byte that cannot stand in a JSON string as it is: quote, backslash, control characters.
    /// </summary>
    public static uint Special(Vector256<byte> text) =>
        (Vector256.Equals(text, Vector256.Create((byte)'"')) | Vector256.Equals(text, Vector256.Create((byte)'\\'))
            | Vector256.LessThan(text, Vector256.Create((byte)0x20))).ExtractMostSignificantBits();

    /// <summary>Bytes of a valid JSON string up to its closing quote.</summary>
    /// <param name="value">From behind its opening quote on.</param>
    public static int LengthOfString(ReadOnlySpan<byte> value)
    {
        var at = 0;
        while (true)
        {
            at += value[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (value[at] == '"')
                return at;
            at += 2;
        }
    }

    /// <summary>
    /// Appends the text of a valid JSON string, given without its quotes. A surrogate escape without its other half
    /// becomes U+FFFD.
    /// </summary>
    public static void AppendDecoded(ReadOnlySpan<byte> inner, LineBuffer output)
    {
        int escape;
        while ((escape = inner.IndexOf((byte)'\\')) >= 0)
        {
            output.Append(inner[..escape]);
            inner = inner[escape..];
            if (inner[1] == 'u')
            {
                inner = inner[AppendCodePoint(inner, output)..];
                continue;
            }

            output.Append((char)inner[1] switch
            {
                'b' => (byte)'\b',
                'f' => (byte)'\f',
                'n' => (byte)'\n',
                'r' => (byte)'\r',
                't' => (byte)'\t',
                _ => inner[1],
            });
            inner = inner[2..];
        }

        output.Append(inner);
    }

    /// <summary>Appends text as a JSON string without its quotes, escaping no more than JSON demands.</summary>
    public static void AppendEncoded(ReadOnlySpan<byte> text, LineBuffer output)
    {
        while (text.Length > Chunk)
        {
            AppendChunk(text[..Chunk], output);
            text = text[Chunk..];
        }

        AppendChunk(text, output);
    }

    /// <summary>Appends text as a JSON string with its quotes.</summary>
    public static void AppendQuoted(ReadOnlySpan<byte> text, LineBuffer output)
    {
        output.Append((byte)'"');
        AppendEncoded(text, output);
        output.Append((byte)'"');
    }

    /// <summary>The JSON string of <paramref name="text"/>, quotes included.</summary>
    public static byte[] Quoted(string text)
    {
        var buffer = new LineBuffer(text.Length + 2);
        AppendQuoted(Encoding.UTF8.GetBytes(text), buffer);
        return buffer.Written.ToArray();
    }

    // Returns the bytes read: one escape, or the two of a surrogate pair.
    private static int AppendCodePoint(ReadOnlySpan<byte> escape, LineBuffer output)
    {
        const int Length = 6;
        var read = Length;
        var first = (char)Hex(escape);
        if (!Rune.TryCreate(first, out var rune))
        {
            rune = Rune.ReplacementChar;
            if (escape.Length >= 2 * Length && escape[Length] == '\\' && escape[Length + 1] == 'u'
                && Rune.TryCreate(first, (char)Hex(escape[Length..]), out var pair))
                (rune, read) = (pair, 2 * Length);
        }

        output.Advance(rune.EncodeToUtf8(output.Reserve(4)));
        return read;
    }

    private static uint Hex(ReadOnlySpan<byte> escape) =>
        uint.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // Copies whole blocks and then writes over what follows a special byte, so that a run costs one copy whatever its
    // length; two blocks of text must be left to read, and the space for the longest outcome is reserved. A quote or a
    // backslash is, after the backslash before it, the first byte of the next run.
    private static void AppendChunk(ReadOnlySpan<byte> text, LineBuffer output)
    {
        var free = output.Reserve((text.Length * LongestEscape) + Width);
        var written = 0;
        var at = 0;
        for (; at + (2 * Width) <= text.Length; at += Width)
        {
            var run = at;
            for (var special = Special(Vector256.Create(text[at..])); special != 0; special &= special - 1)
            {
                var next = at + BitOperations.TrailingZeroCount(special);
                Vector256.Create(text[run..]).CopyTo(free[written..]);
                written += next - run;
                run = next;
                if (text[next] >= 0x20)
                    free[written++] = (byte)'\\';
                else
                    written += Escape(text[run++], free[written..]);
            }

            Vector256.Create(text[run..]).CopyTo(free[written..]);
            written += at + Width - run;
        }

        foreach (var value in text[at..])
        {
            if (value is >= 0x20 and not ((byte)'"' or (byte)'\\'))
                free[written++] = value;
            else
                written += Escape(value, free[written..]);
        }

        output.Advance(written);
    }

    // Returns the bytes written: a backslash and a letter, or for most control characters \u00 and two digits.
    private static int Escape(byte value, Span<byte> output)
    {
        output[0] = (byte)'\\';
        if (value is (byte)'"' or (byte)'\\')
        {
            output[1] = value;
            return 2;
        }

        var letter = "btn\0fr"u8[value is >= (byte)'\b' and <= (byte)'\r' ? value - '\b' : 3];
        if (letter != 0)
        {
            output[1] = letter;
            return 2;
        }

        "u00"u8.CopyTo(output[1..]);
        value.TryFormat(output[4..], out _, "x2", CultureInfo.InvariantCulture);
        return LongestEscape;
    }
}

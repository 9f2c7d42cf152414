namespace Tapedeck.Enrichment.Masking;

/// <summary>
/// Reads a text character by character over the escapes of JSON (RFC 8259, section 7), however often JSON was put into
/// JSON: a run of backslashes and what it escapes is one character. A cut between two characters never halves an escape.
/// </summary>
internal static class EscapedText
{
    /// <summary>The character at <paramref name="at"/>.</summary>
    /// <param name="value">Its UTF-16 unit if it is escaped, else the byte itself; of a bare run of backslashes <c>\</c>.</param>
    /// <returns>Its length in bytes.</returns>
    public static int Read(ReadOnlySpan<byte> text, int at, out int value)
    {
        value = text[at];
        return value == '\\' ? ReadEscape(text, at, out value) : 1;
    }

    /// <summary>The character that ends before <paramref name="end"/> and begins at <paramref name="floor"/> or later.</summary>
    /// <returns>Its length in bytes; 0 if there is none.</returns>
    public static int ReadBack(ReadOnlySpan<byte> text, int end, int floor, out int value)
    {
        value = 0;
        if (end <= floor)
            return 0;
        var start = end - 1;
        if (end - 6 >= floor && text[end - 6] == '\\' && text[end - 5] == 'u' && TryHex(text.Slice(end - 4, 4), out value))
            start = end - 6;
        else if (end - 2 >= floor && text[end - 2] == '\\' && Unescaped(text[end - 1]) is >= 0 and var unescaped)
            (start, value) = (end - 2, unescaped);
        else
            value = text[start];
        while (start < end - 1 && start > floor && text[start - 1] == '\\')
            start--;
        return end - start;
    }

    /// <summary>Whether a token may begin at a byte: no word goes on there, nor an escape.</summary>
    public static bool IsBoundary(ReadOnlySpan<byte> text, int at)
    {
        var backslashes = text[..at].Length - text[..at].TrimEnd((byte)'\\').Length;
        if ((backslashes & 1) == 1)
            return false;
        for (var digits = 0; digits < 4 && at - digits > 1; digits++)
        {
            if (text[at - digits - 1] == 'u' && text[at - digits - 2] == '\\' && TryHex(text.Slice(at - digits, digits), out _))
                return false;
        }

        return ReadBack(text, at, 0, out var before) == 0 || !TokenBytes.IsWord(before);
    }

    private static int ReadEscape(ReadOnlySpan<byte> text, int at, out int value)
    {
        var behind = at;
        while (behind < text.Length && text[behind] == '\\')
            behind++;
        var isEscaped = ((behind - at) & 1) == 1;
        value = '\\';
        if (behind == text.Length)
            return behind - at;
        if (text[behind] == 'u')
            return behind + 5 <= text.Length && TryHex(text.Slice(behind + 1, 4), out var unit)
                ? Escape(behind + 5 - at, unit, out value)
                : behind - at;

        // Behind an even run of backslashes a quote is not escaped: it ends the string.
        var unescaped = Unescaped(text[behind]);
        return unescaped < 0 || (unescaped == '"' && !isEscaped) ? behind - at : Escape(behind + 1 - at, unescaped, out value);
    }

    private static int Escape(int length, int unit, out int value)
    {
        value = unit;
        return length;
    }

    private static int Unescaped(byte escaped) => escaped switch
    {
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'/' or (byte)'"' or (byte)'\'' => escaped,
        _ => -1,
    };

    private static bool TryHex(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
                return false;
            value = (value << 4) | (digit <= '9' ? digit - '0' : (digit & 0xF) + 9);
        }

        return true;
    }
}

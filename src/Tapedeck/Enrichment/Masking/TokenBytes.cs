namespace Tapedeck.Enrichment.Masking;

/// <summary>What the characters of tokens, names and addresses are, and how far a run of them goes.</summary>
internal static class TokenBytes
{
    /// <summary>Characters of a token that are looked at to tell it from a word.</summary>
    public const int Judged = 64;

    public static bool IsAlphanumeric(int value) => value < 0x80 && char.IsAsciiLetterOrDigit((char)value);

    public static bool IsCapitalOrDigit(int value) => value is (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    /// <summary>A letter, a digit or <c>_</c>.</summary>
    public static bool IsWord(int value) => IsAlphanumeric(value) || value == '_';

    /// <summary>A letter, a digit or <c>-</c>.</summary>
    public static bool IsHyphenated(int value) => IsAlphanumeric(value) || value == '-';

    /// <summary>base64url, RFC 4648, section 5.</summary>
    public static bool IsBase64Url(int value) => IsAlphanumeric(value) || value is '-' or '_';

    /// <summary>b64token without the <c>=</c> at its end, RFC 6750, section 2.1.</summary>
    public static bool IsBearer(int value) => IsBase64Url(value) || value is '.' or '~' or '+' or '/';

    public static bool IsWhiteSpace(int value) => value is ' ' or (>= '\t' and <= '\r');

    public static bool IsQuote(int value) => value is '"' or '\'' or '`';

    /// <summary>Where the run of such characters from <paramref name="at"/> on ends.</summary>
    /// <param name="count">Their number.</param>
    /// <param name="most">How many to look at.</param>
    public static int RunEnd(
        ReadOnlySpan<byte> text, int at, Func<int, bool> isOfRun, out int count, int most = int.MaxValue)
    {
        count = 0;
        while (at < text.Length && count < most)
        {
            var length = EscapedText.Read(text, at, out var value);
            if (!isOfRun(value))
                break;
            at += length;
            count++;
        }

        return at;
    }

    /// <summary>
    /// Whether a value is more than a word: there is a digit in it, a capital behind a small letter, or one of
    /// <c>+ = $ % ^ &amp; * # ~</c>. Looks at its first <see cref="Judged"/> characters.
    /// </summary>
    public static bool LooksLikeToken(ReadOnlySpan<byte> value)
    {
        var wasSmall = false;
        for (int at = 0, seen = 0; at < value.Length && seen < Judged; seen++)
        {
            at += EscapedText.Read(value, at, out var character);
            if (character is (>= '0' and <= '9') or '+' or '=' or '$' or '%' or '^' or '&' or '*' or '#' or '~')
                return true;
            if (wasSmall && character is >= 'A' and <= 'Z')
                return true;
            wasSmall |= character is >= 'a' and <= 'z';
        }

        return false;
    }
}

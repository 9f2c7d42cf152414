namespace Tapedeck.Enrichment.Masking;

/// <summary>
/// What is assigned to a name that ends in <c>api_key</c>, <c>access_key</c>, <c>secret</c>, <c>password</c> or
/// <c>passwd</c>, in any case, joined by <c>_</c>, <c>-</c> or nothing; behind the last three the name may go on, as in
/// <c>SECRET_ACCESS_KEY</c>:
/// <code>name ["] [spaces] (: | =) [spaces] ["] value</code>
/// Quotes may be <c>"</c>, <c>'</c> or <c>`</c>, escaped or not. The value has eight characters or more, none of them white
/// space, and looks like a token (<see cref="TokenBytes.LooksLikeToken"/>): a digit alone is enough, a plain word is none.
/// Where the name is quoted and the value is not, as in JSON, it counts if it is eight digits or more.
/// </summary>
internal static class AssignedSecretPattern
{
    private const int LeastCharacters = 8;
    private const int MostSpaces = 8;
    private const int LongestNameTail = 32;

    /// <summary>Whether a secret is assigned to the name that has <c>key</c>, <c>ecr</c> or <c>ssw</c> at <paramref name="at"/>.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, int at, out Secret secret)
    {
        secret = default;
        return TryReadName(text, at, out var end) && TryReadValue(text, end, out secret);
    }

    private static bool TryReadName(ReadOnlySpan<byte> text, int at, out int end)
    {
        end = at + "key".Length;
        if (IsAt(text, at, "key"u8))
        {
            var behind = at > 0 && text[at - 1] is (byte)'_' or (byte)'-' ? at - 1 : at;
            return (EndsWith(text[..behind], "api"u8) && !text[..(behind - "api".Length)].EndsWith(SecretDigest.Opening))
                || EndsWith(text[..behind], "access"u8);
        }

        if (at > 0 && IsAt(text, at - 1, "secret"u8))
            end = at - 1 + "secret".Length;
        else if (at > 1 && IsAt(text, at - 2, "password"u8))
            end = at - 2 + "password".Length;
        else if (at > 1 && IsAt(text, at - 2, "passwd"u8))
            end = at - 2 + "passwd".Length;
        else
            return false;
        if (end < text.Length && (text[end] is (byte)'_' or (byte)'-' || char.IsAsciiLetterUpper((char)text[end])))
            end = TokenBytes.RunEnd(text, end, TokenBytes.IsBase64Url, out _, LongestNameTail);
        return true;
    }

    private static bool TryReadValue(ReadOnlySpan<byte> text, int at, out Secret secret)
    {
        secret = default;
        var nameQuote = new Range(at, at + QuoteAt(text, at));
        at = SkipSpaces(text, nameQuote.End.Value);
        if (at >= text.Length)
            return false;
        at += EscapedText.Read(text, at, out var sign);
        if (sign is not (':' or '='))
            return false;
        if (at < text.Length && EscapedText.Read(text, at, out var more) is var length && more is '=' or '>')
            at += length; // == and =>
        at = SkipSpaces(text, at);
        var valueQuote = QuoteAt(text, at);
        if (valueQuote == 0 && !nameQuote.Start.Equals(nameQuote.End))
            return TryReadNumber(text, at, nameQuote, out secret);

        var quote = text.Slice(at, valueQuote);
        at += valueQuote;
        if (at >= text.Length || text[at] is (byte)',' or (byte)'}' or (byte)']' or (byte)':')
            return false; // what looked like the value's quote ended the string that the name is in
        if (ApiKeyPattern.TryFind(text, at, out secret))
            return true;
        var judged = ValueOf(text, at, quote, TokenBytes.Judged);
        TokenBytes.RunEnd(judged, 0, _ => true, out var count, LeastCharacters);
        if (count < LeastCharacters || !TokenBytes.LooksLikeToken(judged))
            return false;
        var end = at + ValueOf(text, at, quote, int.MaxValue).Length;
        secret = new Secret(SecretKinds.ApiKey, at, end);
        return !text[end..].StartsWith(SecretDigest.Opening); // else it was looked at before, and only a part of it is a secret
    }

    /// <summary>The first <paramref name="most"/> characters of a value. A value without quotes ends before punctuation.</summary>
    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> quote, int most)
    {
        var value = text[at..ValueEnd(text, at, quote, most)];
        return quote.IsEmpty ? value.TrimEnd(",;.)}]>"u8) : value;
    }

    /// <summary>Up to white space, a quote, what was masked already, or the end of the text.</summary>
    /// <param name="quote">The value's own quote; a longer one, which is escaped once more, is part of the value.</param>
    private static int ValueEnd(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> quote, int most)
    {
        for (var count = 0; count < most && at < text.Length && !text[at..].StartsWith(SecretDigest.Opening); count++)
        {
            var length = EscapedText.Read(text, at, out var value);
            if (TokenBytes.IsWhiteSpace(value) || (TokenBytes.IsQuote(value) && Ends(text.Slice(at, length), value, quote)))
                break;
            at += length;
        }

        return at;
    }

    private static bool Ends(ReadOnlySpan<byte> found, int value, ReadOnlySpan<byte> quote) =>
        quote.IsEmpty || found.SequenceEqual(quote) || (value == '"' && found.Length <= quote.Length)
        || (value == '"' && quote[^1] != '"' && !quote.EndsWith("22"u8));

    private static bool TryReadNumber(ReadOnlySpan<byte> text, int at, Range quote, out Secret secret)
    {
        var end = TokenBytes.RunEnd(text, at, value => value is >= '0' and <= '9', out var count);
        secret = new Secret(SecretKinds.ApiKey, at, end, quote);
        return count >= LeastCharacters && (end == text.Length
            || text[end] is (byte)',' or (byte)'}' or (byte)']' or (byte)'"' or (byte)'\\' || TokenBytes.IsWhiteSpace(text[end]));
    }

    /// <summary>Length of the quote at a place; 0 if there is none.</summary>
    private static int QuoteAt(ReadOnlySpan<byte> text, int at) =>
        at < text.Length && EscapedText.Read(text, at, out var value) is var length && TokenBytes.IsQuote(value) ? length : 0;

    private static int SkipSpaces(ReadOnlySpan<byte> text, int at) =>
        TokenBytes.RunEnd(text, at, value => value is ' ' or '\t', out _, MostSpaces);

    private static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name) =>
        text.Length >= name.Length && IsAt(text, text.Length - name.Length, name);

    private static bool IsAt(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> name) =>
        text.Length - at >= name.Length && System.Text.Ascii.EqualsIgnoreCase(text.Slice(at, name.Length), name);
}

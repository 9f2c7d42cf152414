namespace Tapedeck.Enrichment.Masking;

/// <summary>
/// <c>Bearer</c>, in any case, spaces, and a b64token (RFC 6750, section 2.1) of 16 characters or more that looks like one
/// (<see cref="TokenBytes.LooksLikeToken"/>). Only the token is the secret.
/// </summary>
internal static class BearerTokenPattern
{
    private const int LeastCharacters = 16;
    private const int MostSpaces = 8;

    /// <summary>Whether <c>Bearer</c>, whose second letter is at <paramref name="at"/>, has a token behind it.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, int at, out Secret secret)
    {
        secret = default;
        var word = "bearer"u8;
        if (at == 0 || text.Length - at < word.Length
            || !System.Text.Ascii.EqualsIgnoreCase(text.Slice(at - 1, word.Length), word))
            return false;
        var start = TokenBytes.RunEnd(text, at - 1 + word.Length, value => value is ' ' or '\t', out var spaces, MostSpaces);
        var judged = TokenBytes.RunEnd(text, start, TokenBytes.IsBearer, out var count, TokenBytes.Judged);
        if (spaces == 0 || count < LeastCharacters || !TokenBytes.LooksLikeToken(text[start..judged]))
            return false;
        var end = TokenBytes.RunEnd(text, judged, TokenBytes.IsBearer, out _);
        end = start + text[start..end].TrimEnd((byte)'.').Length; // a sentence may end there
        end = TokenBytes.RunEnd(text, end, value => value == '=', out _);
        secret = new Secret(SecretKinds.BearerToken, start, end);
        return true;
    }
}

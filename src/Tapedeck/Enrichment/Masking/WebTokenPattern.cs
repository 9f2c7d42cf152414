namespace Tapedeck.Enrichment.Masking;

/// <summary>
/// A JSON Web Token (RFC 7519): three or more parts in base64url with dots between, the first of which begins with
/// <c>eyJ</c>, for <c>{"</c>. Remembers within one text where it looked in vain, so that no part is read more than thrice.
/// </summary>
internal sealed class WebTokenPattern
{
    private const int LeastCharacters = 10;
    private const int LeastParts = 3;

    private int _none;

    /// <summary>Begins with another text.</summary>
    public void Reset() => _none = 0;

    /// <summary>Whether a token begins at <paramref name="at"/>.</summary>
    /// <param name="isCut">Whether the text goes on behind its end: then a token that reaches there counts as it is.</param>
    public bool TryFind(ReadOnlySpan<byte> text, int at, bool isCut, out Secret secret)
    {
        secret = default;
        if (at < _none || !EscapedText.IsBoundary(text, at))
            return false;
        var end = TokenBytes.RunEnd(text, at, TokenBytes.IsBase64Url, out var count);
        var first = end;
        var parts = count < LeastCharacters ? 0 : 1;
        while (parts > 0 && end < text.Length && text[end] == '.')
        {
            var next = TokenBytes.RunEnd(text, end + 1, TokenBytes.IsBase64Url, out count);
            if (count < LeastCharacters && !(isCut && next == text.Length))
                break;
            end = next;
            parts++;
        }

        secret = new Secret(SecretKinds.BearerToken, at, end);
        if (parts >= LeastParts || (isCut && end == text.Length))
            return true;
        _none = first;
        return false;
    }
}

using System.Buffers;

namespace Tapedeck.Enrichment.Masking;

/// <summary>
/// A private key in text (RFC 7468), or in OpenPGP's armor:
/// <code>
/// -----BEGIN … PRIVATE KEY-----
/// …
/// -----END … PRIVATE KEY-----
/// </code>
/// Where the last line is missing, it goes on to the next double quote, which ends the JSON string it is in, or to the end of
/// the text.
/// </summary>
internal static class PrivateKeyPattern
{
    private const int LongestLabel = 48;

    private static readonly SearchValues<byte> OfLabel =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 "u8);

    private static ReadOnlySpan<byte> Dashes => "-----"u8;

    /// <summary>Whether a key begins five bytes before the <c>BEGIN</c> at <paramref name="at"/>.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, int at, out Secret secret)
    {
        secret = default;
        if (!text[at..].StartsWith("BEGIN "u8) || !text[..at].EndsWith(Dashes))
            return false;
        var label = text[(at + "BEGIN ".Length)..];
        var length = label[..Math.Min(LongestLabel, label.Length)].IndexOf(Dashes);
        if (length < 0 || label[..length].ContainsAnyExcept(OfLabel) || !(label[..length].EndsWith("PRIVATE KEY"u8) || label[..length].EndsWith("PRIVATE KEY BLOCK"u8)))
            return false;
        secret = new Secret(
            SecretKinds.PrivateKey, at - Dashes.Length, End(text, at + "BEGIN ".Length + length + Dashes.Length));
        return true;
    }

    private static int End(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length)
        {
            var length = EscapedText.Read(text, at, out var value);
            if (value == '"')
                return at;
            if (value == '-' && text[at..].StartsWith("-----END "u8))
            {
                var label = text[(at + "-----END ".Length)..];
                var end = label[..Math.Min(LongestLabel, label.Length)].IndexOf(Dashes);
                if (end >= 0 && !label[..end].ContainsAny((byte)'"', (byte)'\\'))
                    return at + "-----END ".Length + end + Dashes.Length;
            }

            at += length;
        }

        return text.Length;
    }
}

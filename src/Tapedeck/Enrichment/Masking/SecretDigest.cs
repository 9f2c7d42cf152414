using System.Security.Cryptography;
using System.Text;

namespace Tapedeck.Enrichment.Masking;

/// <summary>
/// Writes what stands for a secret: <c>[masked:api-key:0123456789abcdef]</c>, its kind and the first 16 hex digits of the
/// HMAC-SHA256 of its text, with the salt as the key. Escapes are undone before, and white space is left out, so that a secret
/// has one digest however it was sent. Not thread safe.
/// </summary>
internal sealed class SecretDigest(byte[] salt)
{
    private const int Bytes = 8;

    /// <summary>How what stands for a secret begins.</summary>
    public static ReadOnlySpan<byte> Opening => "[masked:"u8;

    private readonly LineBuffer _plain = new();

    /// <summary>Appends what stands for the secret.</summary>
    public void Append(ReadOnlySpan<byte> secret, SecretKinds kind, LineBuffer output)
    {
        _plain.ClearAndTrim(64 * 1024);
        for (var at = 0; at < secret.Length;)
        {
            at += ReadRune(secret, at, out var value);
            if (value < 0)
                _plain.Append(secret[at - 1]);
            else if (!TokenBytes.IsWhiteSpace(value))
                _plain.Advance(RuneOf(value).EncodeToUtf8(_plain.Reserve(4)));
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(salt, _plain.Written, hash);
        output.Append(Opening);
        output.Append(NameOf(kind));
        output.Append((byte)':');
        Convert.TryToHexStringLower(hash[..Bytes], output.Reserve(2 * Bytes), out var digits);
        output.Advance(digits);
        output.Append((byte)']');
    }

    private static ReadOnlySpan<byte> NameOf(SecretKinds kind) => kind switch
    {
        SecretKinds.ApiKey => "api-key"u8,
        SecretKinds.BearerToken => "bearer-token"u8,
        SecretKinds.PrivateKey => "private-key"u8,
        SecretKinds.Email => "email"u8,
        _ => "frame"u8,
    };

    /// <summary>Reads a character, or both halves of one that is escaped as two; a value of -1 is a raw byte beyond ASCII.</summary>
    private static int ReadRune(ReadOnlySpan<byte> text, int at, out int value)
    {
        var length = EscapedText.Read(text, at, out value);
        if (length == 1 && value >= 0x80)
            value = -1;
        if (value is >= 0xD800 and <= 0xDBFF && at + length < text.Length)
        {
            var second = EscapedText.Read(text, at + length, out var low);
            if (Rune.TryCreate((char)value, (char)low, out var pair) && second > 1)
                (value, length) = (pair.Value, length + second);
        }

        return length;
    }

    private static Rune RuneOf(int value) => Rune.TryCreate(value, out var rune) ? rune : Rune.ReplacementChar;
}

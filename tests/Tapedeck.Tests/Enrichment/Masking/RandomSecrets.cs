using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Tapedeck.Tests.Enrichment.Masking;

/// <summary>Secrets, pieces of them, and what stands between, in one text; <see cref="Json"/> is a message with it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Depth">How often it is a JSON text within a JSON text; at least once.</param>
/// <param name="Form">Which encoder writes it.</param>
public sealed record RandomSecrets(string Text, int Depth, int Form)
{
    /// <summary>Encoders to choose from: .NET's two, Python's, and PHP's, which escapes <c>/</c>.</summary>
    public const int Forms = 4;

    private static readonly string[] Pieces =
    [
        .. Secrets.ApiKeys, Secrets.Jwt, Secrets.Email, Secrets.PrivateKey(), Secrets.PrivateKey("\r\n"),
        "Bearer ", "bearer", "api_key", "API-KEY", "password", "secret", "access_key", "passwd", "client_secret", "key",
        "sk-", "eyJ", "AKIA", "gh", "p_", "npm_", "xoxb-", "-----BEGIN ", "PRIVATE KEY-----", "-----END ", "-----", "@", ".com", "x@y.zz",
        "12345678", "abcdefgh", "ABCDEFGHIJKLMNOP", "aB3dE6gH9", "+", "/", "==", "_", "-", ".", "[masked:", "[masked:api-key:0123456789abcdef]",
        ":", "=", "=>", " ", "  ", "\t", "\n", "\r\n", "\"", "'", "`", "\\", "\\\\", "\\n", "\\\"", "\\u0022", "\\u002B", "\\u00", ",",
        "{", "}", "[", "]", "(", ")", "é", "漢", "😀", "\u0085", "\0", "\b",
    ];

    public static Arbitrary<RandomSecrets> Arbitrary()
    {
        var text = Gen.Elements(Pieces).ArrayOf().Select(string.Concat);
        var random = text.SelectMany(value => Gen.Choose(1, 3).Zip(
            Gen.Choose(0, Forms - 1), (depth, form) => new RandomSecrets(value, depth, form)));
        return Arb.From(random, Shrink);
    }

    /// <summary>A message whose content, names of members and a number behind a name are this text or parts of it.</summary>
    public string Json
    {
        get
        {
            var json = Quote(Text);
            for (var depth = 1; depth < Depth; depth++)
                json = Quote($"{{{json}: 12345678, \"password\" : {json}, \"secret\":87654321}}");
            return $"{{\"message_id\":\"m-1\",{json}:1234567890,\"password\":12345678,\"content\":[{json},{{\"message\":{json},\"api_key\":{json}}}]}}";
        }
    }

    private string Quote(string text) => Form switch
    {
        0 => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.Default)}\"",
        1 => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
        2 => Wire.Quote(text, ascii: true),
        _ => Wire.Quote(text, ascii: true).Replace("/", "\\/", StringComparison.Ordinal),
    };

    private static IEnumerable<RandomSecrets> Shrink(RandomSecrets random)
    {
        if (random.Depth > 1)
            yield return random with { Depth = 1 };
        for (var part = random.Text.Length / 2; part > 0; part /= 2)
        {
            for (var at = 0; at + part <= random.Text.Length; at += part)
            {
                var shorter = random.Text.Remove(at, part);
                if (!shorter.Any(char.IsSurrogate))
                    yield return random with { Text = shorter };
            }
        }
    }
}

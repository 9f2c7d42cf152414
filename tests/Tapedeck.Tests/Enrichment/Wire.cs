using System.Globalization;
using System.Text;

namespace Tapedeck.Tests.Enrichment;

/// <summary>JSON as clients send it, lone surrogates included, which the platform's own writer refuses.</summary>
internal static class Wire
{
    /// <summary>A JSON string; <paramref name="ascii"/> escapes everything beyond ASCII, as Python does by default.</summary>
    public static string Quote(string text, bool ascii = false)
    {
        var json = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            var pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (text[i] is '"' or '\\')
                json.Append('\\').Append(text[i]);
            else if (text[i] < 0x20 || (text[i] >= 0x80 && ascii) || (char.IsSurrogate(text[i]) && !pair))
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            else if (pair)
                json.Append(text[i]).Append(text[++i]);
            else
                json.Append(text[i]);
        }

        return json.Append('"').ToString();
    }

    /// <summary>The text as it is recorded: what is no half of a pair becomes U+FFFD.</summary>
    public static string Recorded(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

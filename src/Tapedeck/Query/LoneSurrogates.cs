using System.Globalization;
using System.Text;

namespace Tapedeck.Query;

/// <summary>Decodes a JSON string that escapes half a character, which strict decoders refuse.</summary>
internal static class LoneSurrogates
{
    /// <param name="json">A well-formed JSON string with its quotes.</param>
    /// <returns>Its value, each half character replaced by U+FFFD.</returns>
    public static string Replace(string json)
    {
        var text = new StringBuilder(json.Length);
        for (var i = 1; i < json.Length - 1; i++)
        {
            if (json[i] != '\\')
            {
                text.Append(json[i]);
                continue;
            }

            var escape = json[++i];
            text.Append(escape switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\b',
                'f' => '\f',
                'u' => (char)ushort.Parse(json.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                _ => escape,
            });
            if (escape == 'u')
                i += 4;
        }

        // Encoding and decoding replaces what pairs with nothing.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}

using System.Text.Json;

namespace Tapedeck.Query;

/// <summary>
/// The text that a line's <c>Message</c> (the JSON text of the content) says: <c>message</c> if it is a string, else the
/// content if that is a string, else its string values joined by a space.
/// </summary>
internal static class MessageText
{
    /// <returns>The text; <paramref name="message"/> itself where it is no JSON, as in lines of other programs.</returns>
    public static string Of(string message)
    {
        if (message is "" or "{}")
            return "";
        try
        {
            using var content = JsonDocument.Parse(message);
            var root = content.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("message", out var text)
                && text.ValueKind == JsonValueKind.String)
                return Decode(text);
            return string.Join(' ', StringValues(root));
        }
        catch (JsonException)
        {
            return message;
        }
    }

    /// <summary>A JSON string's value; escapes that stand for half a character become U+FFFD.</summary>
    public static string Decode(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return LoneSurrogates.Replace(text.GetRawText());
        }
    }

    private static IEnumerable<string> StringValues(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [Decode(value)],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(StringValues),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => StringValues(member.Value)),
        _ => [],
    };
}

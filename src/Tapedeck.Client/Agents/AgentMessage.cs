using System.Text.Json;

namespace Tapedeck.Client;

/// <summary>One message from another agent.</summary>
/// <param name="Topic">What it was published under: the agent's own name, or one of its other topics.</param>
/// <param name="Id">Its <c>message_id</c>; empty without one.</param>
/// <param name="From">Its <c>from</c>, else its <c>sender_id</c>; empty without either.</param>
/// <param name="Type">Its <c>type</c>; empty without one.</param>
/// <param name="Text"><c>content.message</c>, else <c>content</c> where that is a string; else the JSON text of content.</param>
/// <param name="Json">The whole message as it came.</param>
public sealed record AgentMessage(string Topic, string Id, string From, string Type, string Text, JsonElement Json)
{
    /// <summary>Reads a message; null if the payload is no JSON object.</summary>
    internal static AgentMessage? Parse(string topic, ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = AgentEnvelopes.MaxDepth });
            var json = document.RootElement.Clone();
            if (json.ValueKind != JsonValueKind.Object)
                return null;
            var from = json.TryGetProperty("from", out _) ? "from" : "sender_id";
            return new AgentMessage(
                topic, Member(json, "message_id"), Member(json, from), Member(json, "type"), TextOf(json), json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string TextOf(JsonElement message) =>
        !message.TryGetProperty("content", out var content) ? ""
        : content.ValueKind == JsonValueKind.Object && content.TryGetProperty("message", out var text)
            && text.ValueKind == JsonValueKind.String ? TextOfValue(text)
        : TextOfValue(content);

    private static string Member(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? TextOfValue(value) : "";

    private static string TextOfValue(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return value.GetRawText();
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText(); // half of a surrogate pair: it has no text, and stays as it is written
        }
    }
}

using System.Text.Json;

namespace Tapedeck.Query;

/// <summary>
/// What queries ask of one event line. Lines of older shapes count too: <c>chain_type</c>, <c>ace_tier</c> and
/// <c>shl_tags</c> stand at the top level or under <c>Metadata</c>; the top level wins.
/// </summary>
internal sealed class RecordedEvent
{
    private string? _text;

    public string Id { get; private set; } = "";

    /// <summary>Verbatim as the sender wrote it.</summary>
    public string Timestamp { get; private set; } = "";

    public string Speaker { get; private set; } = "unknown";

    /// <summary>Null where nobody is named; the JSON of what is named if that is no string.</summary>
    public string? Receiver { get; private set; }

    /// <summary>What the first observation saw: <c>sent</c> or <c>received</c>; null if there was none around it.</summary>
    public string? Event { get; private set; }

    /// <summary>The observing agent, where <see cref="Event"/> does not imply it.</summary>
    public string? Observer { get; private set; }

    /// <summary>The observation's timestamp, where it is not the message's.</summary>
    public string? ObservedAt { get; private set; }

    public string ContextId { get; private set; } = "unknown";

    /// <summary>The domain, <c>chain_type</c>; null in a line that has none.</summary>
    public string? Domain { get; private set; }

    /// <summary>The ACE tier, A, C or E; null in a line that has none.</summary>
    public string? Tier { get; private set; }

    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>Null in a line that another program wrote.</summary>
    public long? Sequence { get; private set; }

    /// <summary>The JSON text of the content.</summary>
    public string Message { get; private set; } = "";

    /// <summary>The text of the message: see <see cref="MessageText"/>. Worked out when it is first asked for.</summary>
    public string Text => _text ??= MessageText.Of(Message);

    /// <summary>Reads one line.</summary>
    /// <exception cref="JsonException">The line is no JSON object.</exception>
    public static RecordedEvent Parse(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException($"expected an event, a JSON object, found {root.ValueKind}");

        var metadata = root.TryGetProperty("Metadata", out var found) && found.ValueKind == JsonValueKind.Object
            ? found
            : default;
        return new RecordedEvent
        {
            Id = StringIn(root, "Id") ?? "",
            Timestamp = StringIn(root, "Timestamp") ?? "",
            Speaker = StringIn(root, "SpeakerName") ?? "unknown",
            ContextId = StringIn(root, "ContextId") ?? "unknown",
            Message = StringIn(root, "Message") ?? "",
            Receiver = StringIn(metadata, "receiver") ?? JsonIn(metadata, "receiver"),
            Event = StringIn(metadata, "event"),
            Observer = StringIn(metadata, "observer"),
            ObservedAt = StringIn(metadata, "observed_at"),
            Domain = StringIn(root, "chain_type") ?? StringIn(metadata, "chain_type"),
            Tier = StringIn(root, "ace_tier") ?? StringIn(metadata, "ace_tier"),
            Tags = StringsIn(root, "shl_tags") ?? StringsIn(metadata, "shl_tags") ?? [],
            Sequence = metadata.ValueKind == JsonValueKind.Object
                && metadata.TryGetProperty("sequence", out var sequence)
                && sequence.ValueKind == JsonValueKind.Number && sequence.TryGetInt64(out var number)
                ? number
                : null,
        };
    }

    private static string? StringIn(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? MessageText.Decode(value)
            : null;

    private static string? JsonIn(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null
            ? value.GetRawText()
            : null;

    private static List<string>? StringsIn(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(tag => tag.ValueKind == JsonValueKind.String).Select(MessageText.Decode)]
            : null;
}

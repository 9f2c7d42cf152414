using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tapedeck.Analytics;

/// <summary>Keys and how often each occurs, in the order in which they are shown; a JSON object.</summary>
[JsonConverter(typeof(KeyCountsJson))]
internal sealed record KeyCounts(IReadOnlyList<KeyValuePair<string, long>> Counts)
{
    public long this[string key] => Counts.FirstOrDefault(count => count.Key == key).Value;
}

/// <summary>An object with a member for each key: <c>{ "claude_code": 35 }</c>.</summary>
internal sealed class KeyCountsJson : JsonConverter<KeyCounts>
{
    public override KeyCounts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"expected an object of counts, found {reader.TokenType}");
        var counts = new List<KeyValuePair<string, long>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            counts.Add(new(key, reader.GetInt64()));
        }

        return new KeyCounts(counts);
    }

    public override void Write(Utf8JsonWriter writer, KeyCounts value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, count) in value.Counts)
            writer.WriteNumber(key, count);
        writer.WriteEndObject();
    }
}

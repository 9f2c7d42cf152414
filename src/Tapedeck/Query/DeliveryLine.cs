using System.Text.Json;

namespace Tapedeck.Query;

/// <summary>What a line of <c>deliveries.jsonl</c> says: an observation of an event after the first.</summary>
/// <param name="Sequence">The event's.</param>
/// <param name="Observer">Who saw it.</param>
/// <param name="Event">What was seen: <c>sent</c>, <c>received</c>, <c>relayed</c>, <c>recorded</c>.</param>
/// <param name="Timestamp">When, as the observer wrote it.</param>
internal readonly record struct DeliveryLine(long Sequence, string Observer, string Event, string Timestamp)
{
    /// <exception cref="JsonException">It is no such line; the message says what is wrong with it.</exception>
    public static DeliveryLine Parse(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        using var document = JsonDocument.ParseValue(ref reader);
        var delivery = document.RootElement;
        if (delivery.ValueKind != JsonValueKind.Object)
            throw new JsonException($"expected a delivery, a JSON object, found {delivery.ValueKind}");
        try
        {
            return new DeliveryLine(
                delivery.GetProperty("Sequence").GetInt64(), delivery.GetProperty("Observer").GetString()!,
                delivery.GetProperty("Event").GetString()!, delivery.GetProperty("Timestamp").GetString()!);
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"not a delivery: {fault.Message}", fault);
        }
    }
}

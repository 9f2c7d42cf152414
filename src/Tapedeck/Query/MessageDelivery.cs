using System.Text.Json.Serialization;

namespace Tapedeck.Query;

/// <summary>What became of one message that names a receiver.</summary>
/// <param name="Sequence">The event's; null in a line that another program wrote.</param>
/// <param name="Id">The message's id.</param>
/// <param name="Speaker">Who sent it.</param>
/// <param name="Receiver">Whom it names as the receiver.</param>
/// <param name="SentAt">When its sender saw it sent, else its timestamp, UTC; null if that is no time.</param>
/// <param name="ReceivedAt">When it was first seen received, UTC; null if nobody did, or gave no time.</param>
/// <param name="ReceivedBy">Who received it first; null if nobody did.</param>
/// <param name="Seconds">From sent to received; below zero if the agents' clocks differ.</param>
/// <param name="Observations">How many agents' observations say that it was received.</param>
internal sealed record MessageDelivery(
    long? Sequence, string Id, string Speaker, string Receiver, DateTime? SentAt, DateTime? ReceivedAt, string? ReceivedBy,
    double? Seconds, int Observations)
{
    /// <summary>Whether anybody reported it as received.</summary>
    [JsonIgnore]
    public bool IsReceived => Observations > 0;
}

/// <summary>The JSON form of a delivery: snake_case keys, absent instead of null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageDelivery))]
internal sealed partial class MessageDeliveryJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Tapedeck.Client;

/// <summary>The JSON form of what a node and its clients say to each other: snake_case keys, absent instead of null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatusSnapshot))]
[JsonSerializable(typeof(NodeProtocol.QueryEvents))]
[JsonSerializable(typeof(NodeProtocol.GetReport))]
[JsonSerializable(typeof(NodeProtocol.Refused))]
[JsonSerializable(typeof(NodeProtocol.QuarantineRetried))]
[JsonSerializable(typeof(NodeProtocol.CheckpointMade))]
[JsonSerializable(typeof(CheckpointFacts))]
[JsonSerializable(typeof(IReadOnlyList<CheckpointFacts>))]
public sealed partial class ClientJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Tapedeck.Journal.Recovery;

/// <summary>What a repair found and did.</summary>
/// <param name="Logs">The folder.</param>
/// <param name="IsLoss">Whether bytes were cut, events are lost, or what proves them is.</param>
/// <param name="Findings">Each step; empty if all was right.</param>
internal sealed record RepairReport(string Logs, bool IsLoss, IReadOnlyList<RepairFinding> Findings);

/// <summary>The JSON form of a report.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RepairReport))]
internal sealed partial class RepairJson : JsonSerializerContext;

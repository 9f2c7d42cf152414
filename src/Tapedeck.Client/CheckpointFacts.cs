using System.Text.Json.Serialization;

namespace Tapedeck.Client;

/// <summary>What a checkpoint is: the first members of its JSON file, and its line in <c>manifest.jsonl</c>.</summary>
/// <param name="CheckpointId">Its file's name without an extension: <c>2026-11-22T09-05-00Z_auto_1795338300</c>.</param>
/// <param name="Timestamp">When it was made, UTC.</param>
/// <param name="Label">Why: <c>auto</c>, <c>shutdown</c>, or what was asked for.</param>
/// <param name="MessageCount">Events in it.</param>
/// <param name="SizeBytes">Bytes of their lines, each with its newline, as in the journal.</param>
/// <param name="FirstSequence">Sequence of the first event.</param>
/// <param name="LastSequence">Sequence of the last event.</param>
/// <param name="FirstTimestamp">The earliest <c>Timestamp</c> in it, UTC to the microsecond; null if none was understood.</param>
/// <param name="LastTimestamp">The latest.</param>
/// <param name="Sha256">Over those lines, lower-case hex.</param>
/// <param name="ChainHead">
/// The journal's chain behind the last event, lower-case hex; null if a block does not end there any more.
/// </param>
public sealed record CheckpointFacts(
    string CheckpointId, DateTimeOffset Timestamp, string Label, long MessageCount, long SizeBytes, long FirstSequence,
    long LastSequence, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? FirstTimestamp,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? LastTimestamp, string Sha256,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ChainHead)
{
    /// <summary>Bytes of the JSON file; only in the manifest.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FileBytes { get; init; }

    /// <summary>Over the Parquet twin, lower-case hex; only in the manifest, and once there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ParquetSha256 { get; init; }

    /// <summary>Without what only the manifest has.</summary>
    public CheckpointFacts InFile() => this with { FileBytes = null, ParquetSha256 = null };
}

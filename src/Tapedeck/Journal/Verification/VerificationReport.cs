using System.Text.Json.Serialization;

namespace Tapedeck.Journal.Verification;

/// <summary>What a verification came to.</summary>
/// <param name="Logs">The folder.</param>
/// <param name="State"><c>recording</c> if a node recorded into it meanwhile, else <c>no node</c>.</param>
/// <param name="Sessions">Sessions that were read.</param>
/// <param name="Events">Events in them.</param>
/// <param name="LastSequence">Sequence of the last one; 0 if there is none.</param>
/// <param name="Unnumbered">Events of other programs, which have no sequence and were counted by their place.</param>
/// <param name="Blocks">Blocks whose links were checked.</param>
/// <param name="Bytes">Bytes that were read of the sessions, the deliveries, the quarantine and the checkpoints.</param>
/// <param name="ChainHead">The chain's last link; null if the index does not have it.</param>
/// <param name="Deliveries">Lines of the deliveries.</param>
/// <param name="Quarantined">Lines of the quarantine.</param>
/// <param name="Checkpoints">Checkpoints there are.</param>
/// <param name="ParquetTwins">Those whose Parquet twin was read.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="FindingsCount">Everything that is wrong.</param>
/// <param name="Findings">The first of it.</param>
/// <param name="KnownLosses">Events that are lost, as an earlier recovery found and noted.</param>
internal sealed record VerificationReport(
    string Logs, string State, long Sessions, long Events, long LastSequence, long Unnumbered, long Blocks, long Bytes,
    string? ChainHead, long Deliveries, long Quarantined, long Checkpoints, long ParquetTwins, double Seconds, long FindingsCount, IReadOnlyList<Finding> Findings,
    IReadOnlyList<KnownLoss> KnownLosses)
{
    /// <summary>MB/s, of a million bytes.</summary>
    public double MegabytesPerSecond => Bytes / 1e6 / Math.Max(Seconds, 1e-6);
}

/// <summary>The JSON form of a report.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VerificationReport))]
internal sealed partial class VerificationJson : JsonSerializerContext;

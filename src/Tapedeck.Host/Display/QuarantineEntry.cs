using System.Text;
using System.Text.Json.Serialization;
using Tapedeck.Query;

namespace Tapedeck.Host.Display;

/// <summary>A frame in quarantine as <c>tapedeck quarantine --json</c> tells it; the frame itself is had by <c>--raw</c>.</summary>
/// <param name="Line">Its place in the file, from 1.</param>
/// <param name="ReceivedAt">When it came, UTC.</param>
/// <param name="Source">How it came.</param>
/// <param name="Size">Bytes on the wire.</param>
/// <param name="Parts">ZeroMQ message parts it came in.</param>
/// <param name="Reason">Why it is no message.</param>
/// <param name="Whole">Whether all of it is kept.</param>
/// <param name="FirstBytes">Its first bytes as text; what cannot be shown is a dot.</param>
/// <param name="Topic">The topic it was published under, as text; null if none.</param>
/// <param name="Producer">The producer that numbered it, or null.</param>
/// <param name="ProducerSequence">The producer's number; null without one.</param>
internal sealed record QuarantineEntry(
    long Line, DateTime ReceivedAt, string Source, long Size, int Parts, string Reason, bool Whole, string FirstBytes,
    string? Topic, string? Producer, long? ProducerSequence)
{
    public static QuarantineEntry Of(QuarantineRecord record) => new(
        record.Line, record.ReceivedAt.UtcDateTime, record.Source, record.Size, record.Parts, record.Reason,
        record.Frame is not null, QuarantineMarkup.Printable(record.Kept),
        record.Topic.Length == 0 ? null : Encoding.UTF8.GetString(record.Topic), record.Producer,
        record.Producer is null ? null : record.ProducerSequence);
}

/// <summary>Its JSON form: snake_case keys, absent instead of null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QuarantineEntry))]
internal sealed partial class QuarantineEntryJson : JsonSerializerContext;

using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tapedeck.Enrichment;

/// <summary>
/// A frame that is no message, as <c>quarantine.jsonl</c> keeps it, one line each:
/// <code>{"Reason":"…","Source":"push","ReceivedAt":"…Z","Size":42,"Bytes":"…Base64…"}</code>
/// A frame that had a topic has <c>Topic</c> in Base64; with more than two message parts, <c>Parts</c> tells how many were
/// joined; of a frame that is too large, <c>Head</c> with its first bytes stands in place of <c>Bytes</c>. What a producer
/// numbered has <c>Producer</c> and <c>ProducerSequence</c>. Where secrets were masked, the bytes are fewer or more than
/// <c>Size</c>.
/// </summary>
/// <param name="Reason">Why it is no message.</param>
/// <param name="Source">How it came: <c>push</c>.</param>
/// <param name="ReceivedAt">When its batch was read from the socket.</param>
/// <param name="Size">Bytes on the wire.</param>
/// <param name="Parts">ZeroMQ message parts it came in.</param>
/// <param name="Producer">The producer that numbered it, or null.</param>
/// <param name="ProducerSequence">The producer's number.</param>
/// <param name="IsHead">Whether only the first bytes are kept.</param>
internal readonly record struct QuarantinedFrame(
    string Reason, string Source, DateTimeOffset ReceivedAt, long Size, int Parts, string? Producer = null,
    long ProducerSequence = 0, bool IsHead = false)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Appends the line with its newline.</summary>
    /// <param name="topic">Its topic; empty if it had none.</param>
    /// <param name="bytes">The frame, or its head.</param>
    /// <param name="output">Where to.</param>
    public void WriteLine(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output, Compact))
        {
            json.WriteStartObject();
            json.WriteString("Reason", Reason);
            json.WriteString("Source", Source);
            json.WriteString(
                "ReceivedAt", ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteNumber("Size", Size);
            if (Producer is not null)
            {
                json.WriteString("Producer", Producer);
                json.WriteNumber("ProducerSequence", ProducerSequence);
            }

            if (!topic.IsEmpty)
                json.WriteBase64String("Topic", topic);
            if (Parts > 2)
                json.WriteNumber("Parts", Parts);
            json.WriteBase64String(IsHead ? "Head" : "Bytes", bytes);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }
}

using System.Text.Json;

namespace Tapedeck.Query;

/// <summary>One line of <c>quarantine.jsonl</c>: a frame that was no message when it came. See <c>QuarantinedFrame</c>.</summary>
/// <param name="Line">Its place in the file, from 1.</param>
/// <param name="Reason">Why it is no message.</param>
/// <param name="Source">How it came: <c>push</c>.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Size">Bytes on the wire.</param>
/// <param name="Parts">ZeroMQ message parts it came in; of more than two, all were joined.</param>
/// <param name="Topic">The topic it was published under; empty if none.</param>
/// <param name="Kept">The bytes that are kept: the frame, or only its head.</param>
/// <param name="Producer">The producer that numbered it, or null.</param>
/// <param name="ProducerSequence">The producer's number; 0 without one.</param>
/// <param name="IsHead">Whether only the head was kept.</param>
internal sealed record QuarantineRecord(
    long Line, string Reason, string Source, DateTimeOffset ReceivedAt, long Size, int Parts, byte[] Topic, byte[] Kept,
    string? Producer, long ProducerSequence, bool IsHead)
{
    /// <summary>The frame; null where only the head was kept.</summary>
    public byte[]? Frame => IsHead ? null : Kept;

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is no such record; the message says what is wrong with it.</exception>
    public static QuarantineRecord Parse(long number, ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        using var document = JsonDocument.ParseValue(ref reader);
        var record = document.RootElement;
        if (record.ValueKind != JsonValueKind.Object)
            throw new JsonException($"expected a record, a JSON object, found {record.ValueKind}");
        try
        {
            var topic = record.TryGetProperty("Topic", out var found) ? found.GetBytesFromBase64() : [];
            var isHead = !record.TryGetProperty("Bytes", out var bytes);
            return new QuarantineRecord(
                number,
                record.GetProperty("Reason").GetString()!,
                record.GetProperty("Source").GetString()!,
                record.GetProperty("ReceivedAt").GetDateTimeOffset(),
                record.GetProperty("Size").GetInt64(),
                record.TryGetProperty("Parts", out var parts) ? parts.GetInt32() : topic.Length > 0 ? 2 : 1,
                topic,
                (isHead ? record.GetProperty("Head") : bytes).GetBytesFromBase64(),
                record.TryGetProperty("Producer", out var producer) ? producer.GetString() : null,
                record.TryGetProperty("ProducerSequence", out var sequence) ? sequence.GetInt64() : 0,
                isHead);
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"not a quarantine record: {fault.Message}", fault);
        }
    }
}

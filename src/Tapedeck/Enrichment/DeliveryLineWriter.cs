namespace Tapedeck.Enrichment;

/// <summary>
/// Writes what <c>deliveries.jsonl</c> keeps of an observation, should the journal have its message already, up to the
/// digits of the event's sequence:
/// <c>{"Id":…,"Observer":…,"Event":…,"Timestamp":…,"Source":…,"RecordedAt":…[,"Producer":…,"ProducerSequence":…],"Sequence":▯</c>
/// </summary>
internal sealed class DeliveryLineWriter(Envelope envelope, RecordedTime time)
{
    /// <summary>Appends the line of a message that has an id.</summary>
    public void Append(LineBuffer output, ReadOnlySpan<byte> frame, in FrameFacts facts)
    {
        var recordedAt = time.Of(facts.RecordedAt);
        output.Append("{\"Id\":"u8);
        envelope.AppendQuoted(frame, envelope.Id, output);
        if (facts.Source.SequenceEqual("broker"u8) || facts.Source.SequenceEqual("tap"u8))
            AppendRelayed(output, facts.Source, recordedAt);
        else
            AppendObserved(output, frame, recordedAt);

        output.Append(",\"Source\":"u8);
        JsonText.AppendQuoted(facts.Source, output);
        output.Append(",\"RecordedAt\":\""u8);
        output.Append(recordedAt);
        output.Append((byte)'"');
        if (!facts.Producer.IsEmpty)
        {
            output.Append(",\"Producer\":"u8);
            JsonText.AppendQuoted(facts.Producer, output);
            output.Append(",\"ProducerSequence\":"u8);
            output.AppendNumber(facts.ProducerSequence);
        }

        output.Append(",\"Sequence\":"u8);
    }

    private static void AppendRelayed(LineBuffer output, ReadOnlySpan<byte> source, ReadOnlySpan<byte> recordedAt)
    {
        output.Append(",\"Observer\":"u8);
        JsonText.AppendQuoted(source, output);
        output.Append(",\"Event\":\"relayed\",\"Timestamp\":\""u8);
        output.Append(recordedAt);
        output.Append((byte)'"');
    }

    private void AppendObserved(LineBuffer output, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> recordedAt)
    {
        output.Append(",\"Observer\":"u8);
        envelope.AppendQuotedOr(frame, envelope.Witness, "unknown"u8, output);
        output.Append(",\"Event\":"u8);
        envelope.AppendQuotedOr(frame, envelope.Sighting, "recorded"u8, output);
        output.Append(",\"Timestamp\":"u8);
        envelope.AppendQuotedOr(frame, envelope.SightedAt, recordedAt, output);
    }
}

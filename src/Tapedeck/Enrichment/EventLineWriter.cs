namespace Tapedeck.Enrichment;

/// <summary>
/// Where an event line is not complete, as offsets from its first byte: 32 bytes are kept free for the digits of the
/// content hash; the digits of the sequence are to be put in.
/// </summary>
internal readonly record struct LineHoles(int Hash, int Sequence);

/// <summary>
/// Writes one event line, keys in their fixed order, with holes where the content hash and the sequence number belong:
/// <c>{"Id":…,"Timestamp":…,"SpeakerName":…,"SpeakerRole":…,"Message":…,"ConversationType":0,"ContextId":…,
/// "Metadata":{…,"content_hash":"▯",…,"sequence":▯,"recorded_at":…,"taxonomy":…}}\n</c>
/// </summary>
internal sealed class EventLineWriter(Taxonomy taxonomy, Envelope envelope, RecordedTime time)
{
    private const int HashDigits = 2 * Md5.Length;

    private readonly byte[][] _domains = [.. taxonomy.Domains.Select(domain => JsonText.Quoted(domain.Name))];
    private readonly byte[][] _chainTags = [.. taxonomy.Domains.Select(domain => JsonText.Quoted("@Chain-" + domain.Name))];
    private readonly byte[][] _tiers =
        [.. taxonomy.Tiers.Select(tier => tier.Name).Append(taxonomy.DefaultTier).Select(JsonText.Quoted)];
    private readonly byte[][] _tags = [.. taxonomy.Tags.Select(tag => JsonText.Quoted(tag.Name))];
    private readonly byte[] _version = JsonText.Quoted(taxonomy.Version);
    private readonly SenderMetadata _senders = new(envelope);

    /// <summary>Appends the line.</summary>
    public LineHoles Append(LineBuffer output, ReadOnlySpan<byte> frame, in FrameFacts facts, in TextFacts text)
    {
        var start = output.Length;
        AppendWho(output, frame, facts.RecordedAt);
        AppendContent(output, frame);
        AppendFound(output, text);
        var hash = AppendHash(output, text.Counts) - start;
        AppendSent(output, frame, facts.Topic);
        AppendObserved(output, frame, facts.Source);
        AppendNumbered(output, facts);
        var sequence = output.Length - start;
        output.Append(",\"recorded_at\":\""u8);
        output.Append(time.Of(facts.RecordedAt));
        output.Append("\",\"taxonomy\":"u8);
        output.Append(_version);
        output.Append("}}\n"u8);
        return new LineHoles(hash, sequence);
    }

    private void AppendWho(LineBuffer output, ReadOnlySpan<byte> frame, DateTimeOffset recordedAt)
    {
        output.Append("{\"Id\":"u8);
        if (envelope.Id >= 0)
            envelope.AppendQuoted(frame, envelope.Id, output);
        else
            AppendFreshId(output, recordedAt);
        output.Append(",\"Timestamp\":"u8);
        envelope.AppendQuotedOr(frame, envelope.Timestamp, time.Of(recordedAt), output);
        output.Append(",\"SpeakerName\":"u8);
        envelope.AppendQuotedOr(frame, envelope.Speaker, "unknown"u8, output);
        output.Append(",\"SpeakerRole\":"u8);
        envelope.AppendQuotedOr(frame, envelope.Role, "Agent"u8, output);
    }

    private void AppendContent(LineBuffer output, ReadOnlySpan<byte> frame)
    {
        var content = envelope[EnvelopeField.Content];
        output.Append(",\"Message\":"u8);
        if (envelope.IsEventLine)
            envelope.AppendQuoted(frame, content, output);
        else
            JsonText.AppendQuoted(content < 0 ? "{}"u8 : envelope.Members[content].Raw(frame), output);
        output.Append(",\"ConversationType\":"u8);
        output.Append(envelope.ConversationType < 0 ? "0"u8 : envelope.Members[envelope.ConversationType].Raw(frame));
        output.Append(",\"ContextId\":"u8);
        envelope.AppendQuotedOr(frame, envelope.Context, "unknown"u8, output);
    }

    private void AppendFound(LineBuffer output, in TextFacts text)
    {
        output.Append(",\"Metadata\":{\"chain_type\":"u8);
        output.Append(_domains[text.Domain]);
        output.Append(",\"ace_tier\":"u8);
        output.Append(_tiers[text.Tier]);
        output.Append(",\"shl_tags\":["u8);
        for (var i = 0; i < _tags.Length; i++)
        {
            if (!text.Tags[i])
                continue;
            output.Append(_tags[i]);
            output.Append((byte)',');
        }

        output.Append(_chainTags[text.Domain]);
        output.Append("],\"keywords\":["u8);
        for (var i = 0; i < text.Keywords.Length; i++)
        {
            // Letters, digits and underscores need no escaping.
            output.Append(i == 0 ? "\""u8 : ",\""u8);
            output.Append(text.Lower.Slice(text.Keywords[i].Start, text.Keywords[i].Length));
            output.Append((byte)'"');
        }

        output.Append((byte)']');
    }

    // Returns where the hash belongs.
    private static int AppendHash(LineBuffer output, TextCounts counts)
    {
        output.Append(",\"content_hash\":\""u8);
        var hash = output.Length;
        output.Reserve(HashDigits);
        output.Advance(HashDigits);
        output.Append("\",\"word_count\":"u8);
        output.AppendNumber(counts.Words);
        output.Append(",\"char_count\":"u8);
        output.AppendNumber(counts.CodePoints);
        output.Append((byte)',');
        return hash;
    }

    private void AppendSent(LineBuffer output, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> topic)
    {
        if (envelope.ReceiverIsTopic)
        {
            output.Append("\"receiver\":"u8);
            JsonText.AppendQuoted(topic, output);
            output.Append((byte)',');
        }
        else
        {
            AppendField(output, frame, "\"receiver\":"u8, EnvelopeField.To);
        }

        AppendField(output, frame, "\"message_type\":"u8, EnvelopeField.Type);
        AppendField(output, frame, "\"priority\":"u8, EnvelopeField.Priority);
        _senders.AppendTo(output, frame);
    }

    private void AppendObserved(LineBuffer output, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> source)
    {
        output.Append("\"source\":"u8);
        JsonText.AppendQuoted(source, output);
        AppendIfAny(output, frame, ",\"event\":"u8, envelope.Event);
        AppendIfAny(output, frame, ",\"observer\":"u8, envelope.Observer);
        AppendIfAny(output, frame, ",\"observed_at\":"u8, envelope.ObservedAt);
        if (envelope.Id < 0 || envelope.IdWasAssigned)
            output.Append(",\"id_assigned\":true"u8);
        if (envelope.Timestamp < 0 || envelope.TimestampWasAssigned)
            output.Append(",\"timestamp_assigned\":true"u8);
    }

    private static void AppendNumbered(LineBuffer output, in FrameFacts facts)
    {
        if (!facts.Producer.IsEmpty)
        {
            output.Append(",\"producer\":"u8);
            JsonText.AppendQuoted(facts.Producer, output);
            output.Append(",\"producer_sequence\":"u8);
            output.AppendNumber(facts.ProducerSequence);
        }

        output.Append(",\"sequence\":"u8);
    }

    private void AppendField(LineBuffer output, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> name, EnvelopeField field)
    {
        if (!envelope.Has(field))
            return;
        output.Append(name);
        envelope.AppendValue(frame, envelope[field], output);
        output.Append((byte)',');
    }

    private void AppendIfAny(LineBuffer output, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> name, int member)
    {
        if (member < 0)
            return;
        output.Append(name);
        envelope.AppendValue(frame, member, output);
    }

    private static void AppendFreshId(LineBuffer output, DateTimeOffset recordedAt)
    {
        output.Append((byte)'"');
        Guid.CreateVersion7(recordedAt).TryFormat(output.Reserve(36), out var written);
        output.Advance(written);
        output.Append((byte)'"');
    }
}

using System.Globalization;

namespace Tapedeck.Enrichment;

/// <summary>
/// Writes one event line, keys in their fixed order, with a hole where the digits of the sequence number belong:
/// <c>{"Id":…,"Timestamp":…,"SpeakerName":…,"SpeakerRole":…,"Message":…,"ConversationType":0,"ContextId":…,
/// "Metadata":{…,"sequence":▯,"recorded_at":…,"taxonomy":…}}\n</c>
/// </summary>
internal sealed class EventLineWriter(Taxonomy taxonomy, Envelope envelope)
{
    private const int RecordedAtLength = 27;

    private readonly byte[][] _domains = [.. taxonomy.Domains.Select(domain => JsonText.Quoted(domain.Name))];
    private readonly byte[][] _chainTags = [.. taxonomy.Domains.Select(domain => JsonText.Quoted("@Chain-" + domain.Name))];
    private readonly byte[][] _tiers =
        [.. taxonomy.Tiers.Select(tier => tier.Name).Append(taxonomy.DefaultTier).Select(JsonText.Quoted)];
    private readonly byte[][] _tags = [.. taxonomy.Tags.Select(tag => JsonText.Quoted(tag.Name))];
    private readonly byte[] _version = JsonText.Quoted(taxonomy.Version);
    private readonly SenderMetadata _senders = new(envelope);
    private readonly byte[] _recordedAt = new byte[RecordedAtLength + 1];

    /// <summary>Appends the line; returns the offset of the hole, counted from the line's first byte.</summary>
    public int Append(LineBuffer output, ReadOnlySpan<byte> frame, in FrameFacts facts, in TextFacts text)
    {
        var start = output.Length;
        // "O" is the one built-in form with a fast path; it has seven decimals, the line has six.
        facts.RecordedAt.UtcDateTime.TryFormat(_recordedAt, out _, "O", CultureInfo.InvariantCulture);
        _recordedAt[RecordedAtLength - 1] = (byte)'Z';

        AppendWho(output, frame, facts.RecordedAt);
        AppendFound(output, text);
        AppendSent(output, frame);
        AppendObserved(output, frame, facts.Source);
        var hole = output.Length - start;
        output.Append(",\"recorded_at\":\""u8);
        output.Append(_recordedAt.AsSpan(0, RecordedAtLength));
        output.Append("\",\"taxonomy\":"u8);
        output.Append(_version);
        output.Append("}}\n"u8);
        return hole;
    }

    private void AppendWho(LineBuffer output, ReadOnlySpan<byte> frame, DateTimeOffset recordedAt)
    {
        output.Append("{\"Id\":"u8);
        if (envelope.Id >= 0)
            envelope.AppendQuoted(frame, envelope.Id, output);
        else
            AppendFreshId(output, recordedAt);
        output.Append(",\"Timestamp\":"u8);
        AppendQuotedOr(envelope.Timestamp, _recordedAt.AsSpan(0, RecordedAtLength), output, frame);
        output.Append(",\"SpeakerName\":"u8);
        AppendQuotedOr(envelope.Speaker, "unknown"u8, output, frame);
        output.Append(",\"SpeakerRole\":"u8);
        AppendQuotedOr(envelope.Role, "Agent"u8, output, frame);
        output.Append(",\"Message\":\""u8);
        var content = envelope[EnvelopeField.Content];
        JsonText.AppendEncoded(content < 0 ? "{}"u8 : envelope.Members[content].Raw(frame), output);
        output.Append("\",\"ConversationType\":0,\"ContextId\":"u8);
        AppendQuotedOr(envelope.Context, "unknown"u8, output, frame);
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

        output.Append("],\"content_hash\":\""u8);
        AppendHex(output, text.Hash);
        output.Append("\",\"word_count\":"u8);
        AppendNumber(output, text.Counts.Words);
        output.Append(",\"char_count\":"u8);
        AppendNumber(output, text.Counts.CodePoints);
        output.Append((byte)',');
    }

    private void AppendSent(LineBuffer output, ReadOnlySpan<byte> frame)
    {
        AppendField(output, frame, "\"receiver\":"u8, EnvelopeField.To);
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
        if (envelope.Id < 0)
            output.Append(",\"id_assigned\":true"u8);
        if (envelope.Timestamp < 0)
            output.Append(",\"timestamp_assigned\":true"u8);
        output.Append(",\"sequence\":"u8);
    }

    private void AppendQuotedOr(int member, ReadOnlySpan<byte> otherwise, LineBuffer output, ReadOnlySpan<byte> frame)
    {
        if (member >= 0)
            envelope.AppendQuoted(frame, member, output);
        else
            JsonText.AppendQuoted(otherwise, output);
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

    private static void AppendNumber(LineBuffer output, int number)
    {
        number.TryFormat(output.Reserve(11), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    private static void AppendHex(LineBuffer output, ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexStringLower(bytes, output.Reserve(bytes.Length * 2), out var written);
        output.Advance(written);
    }
}

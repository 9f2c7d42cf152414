namespace Tapedeck.Enrichment;

/// <summary>
/// What the sender said that no other key of the line holds: the members of its metadata, unknown members of the
/// message or event line, then of the observation. The recorder's own keys win over same-named ones, and of equal names the last
/// stays, so no key is written twice. Filled again for each frame.
/// </summary>
internal sealed class SenderMetadata(Envelope envelope)
{
    private const int RetainedMembers = 1 << 12;
    private const int RetainedNames = 1 << 16;

    private static readonly WordSet RecordersOwn = new(
    [
        "chain_type", "ace_tier", "shl_tags", "keywords", "content_hash", "word_count", "char_count", "source", "event",
        "observer", "observed_at", "id_assigned", "timestamp_assigned", "producer", "producer_sequence", "sequence",
        "id_collision", "recorded_at", "taxonomy",
    ]);

    private readonly record struct Kept(int Member, int NameStart, int NameLength);

    private readonly LineBuffer _names = new(256);
    private readonly WordTable _taken = new();
    private readonly List<Kept> _kept = [];

    /// <summary>Appends <c>"name":value,</c> for each.</summary>
    public void AppendTo(LineBuffer output, ReadOnlySpan<byte> frame)
    {
        Collect(frame);
        DropAllButTheLast();
        foreach (var kept in _kept)
        {
            if (kept.Member < 0)
                continue;
            JsonText.AppendQuoted(_names.Written.Slice(kept.NameStart, kept.NameLength), output);
            output.Append((byte)':');
            envelope.AppendValue(frame, kept.Member, output);
            output.Append((byte)',');
        }
    }

    private void Collect(ReadOnlySpan<byte> frame)
    {
        _kept.Clear();
        if (_kept.Capacity > RetainedMembers)
            _kept.Capacity = 0;
        _names.ClearAndTrim(RetainedNames);
        var members = envelope.Members;
        if (envelope.Metadata >= 0)
        {
            for (var i = envelope.Metadata + 1; i < members[envelope.Metadata].End; i = members[i].End)
                Keep(frame, i);
        }

        for (var i = envelope.Message + 1; i < members[envelope.Message].End; i = members[i].End)
        {
            var field = members[i].Field;
            var hasPlace = envelope.IsEventLine ? field != EnvelopeField.Unknown : EnvelopeFields.IsOfMessage(field);
            if (!hasPlace || (envelope[field] == i && IsUnused(frame, field, i)))
                Keep(frame, i);
        }

        for (var i = 1; envelope.IsObservation && i < members.Count; i = members[i].End)
        {
            if (!EnvelopeFields.IsOfObservation(members[i].Field))
                Keep(frame, i);
        }
    }

    // A field whose value could not serve as what it is called, or a second name of the speaker.
    private bool IsUnused(ReadOnlySpan<byte> frame, EnvelopeField field, int member)
    {
        ref readonly var value = ref envelope.Members[member];
        if (value.Kind == JsonKind.Null || (value.Kind == JsonKind.String && value.Length == 2))
            return false;
        return field switch
        {
            EnvelopeField.MessageId => envelope.Id != member,
            EnvelopeField.Timestamp => envelope.Timestamp != member,
            EnvelopeField.From => envelope.Speaker != member,
            EnvelopeField.SenderId => envelope.Speaker != member
                && !(envelope.Speaker >= 0 && envelope.SameText(frame, envelope.Speaker, member)),
            EnvelopeField.ContextId => envelope.Context != member,
            EnvelopeField.Metadata => envelope.Metadata != member,
            EnvelopeField.SenderRole => envelope.Role != member,
            EnvelopeField.ConversationType => envelope.ConversationType != member,
            _ => false,
        };
    }

    private void Keep(ReadOnlySpan<byte> frame, int member)
    {
        var name = envelope.NameOf(frame, member);
        if (IsTaken(envelope.Members[member].Field, name))
            return;
        _kept.Add(new Kept(member, _names.Length, name.Length));
        _names.Append(name);
    }

    // Three keys are the sender's own words under the recorder's names: those win only where the message has them. What an
    // event line has under these names is the message's, and stays where it stands.
    private bool IsTaken(EnvelopeField field, ReadOnlySpan<byte> name) => field switch
    {
        _ when envelope.IsEventLine => RecordersOwn.Contains(name) || IsReceiverOfTopic(name),
        EnvelopeField.Priority => envelope.Has(EnvelopeField.Priority),
        EnvelopeField.Unknown => RecordersOwn.Contains(name)
            || IsReceiverOfTopic(name)
            || (name.SequenceEqual("receiver"u8) && envelope.Has(EnvelopeField.To))
            || (name.SequenceEqual("message_type"u8) && envelope.Has(EnvelopeField.Type)),
        _ => false,
    };

    private bool IsReceiverOfTopic(ReadOnlySpan<byte> name) => envelope.ReceiverIsTopic && name.SequenceEqual("receiver"u8);

    private void DropAllButTheLast()
    {
        if (_kept.Count < 2)
            return;
        _taken.Clear();
        for (var i = _kept.Count - 1; i >= 0; i--)
        {
            if (!_taken.Add(_names.Written, _kept[i].NameStart, _kept[i].NameLength))
                _kept[i] = _kept[i] with { Member = -1 };
        }
    }
}

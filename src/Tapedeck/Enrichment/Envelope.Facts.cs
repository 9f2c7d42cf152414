namespace Tapedeck.Enrichment;

/// <summary>Who said it, when, in which conversation: the members that answer, -1 where nobody said.</summary>
internal sealed partial class Envelope
{
    /// <summary>The message's id: text or a number.</summary>
    public int Id { get; private set; }

    /// <summary>The message's own timestamp, or the observation's if it has none.</summary>
    public int Timestamp { get; private set; }

    /// <summary>The speaker: <c>from</c>, else <c>sender_id</c>, else the agent that says it sent the message.</summary>
    public int Speaker { get; private set; }

    /// <summary>The speaker's role: <c>sender_role</c> of the metadata, else of the message.</summary>
    public int Role { get; private set; }

    /// <summary>The conversation: <c>context_id</c> of the message, else of its metadata.</summary>
    public int Context { get; private set; }

    /// <summary>What the observation saw: <c>event_type</c>.</summary>
    public int Event { get; private set; }

    /// <summary>The observing agent, if it is not the one that <see cref="Event"/> implies.</summary>
    public int Observer { get; private set; }

    /// <summary>The observation's timestamp, if it is not the message's.</summary>
    public int ObservedAt { get; private set; }

    /// <summary>The member of the message that is this field; -1 if absent.</summary>
    public int this[EnvelopeField field] => _message[field];

    /// <summary>True if the message has this field, with any value but null.</summary>
    public bool Has(EnvelopeField field) => PresentOrNone(_message[field]) >= 0;

    private void Resolve(ReadOnlySpan<byte> frame)
    {
        Id = TextOrNone(_message[EnvelopeField.MessageId]);
        Speaker = FirstOf(_message[EnvelopeField.From], _message[EnvelopeField.SenderId]);
        Role = FirstOf(_senders[EnvelopeField.SenderRole], _message[EnvelopeField.SenderRole]);
        Context = FirstOf(_message[EnvelopeField.ContextId], _senders[EnvelopeField.ContextId]);
        Timestamp = StringOrNone(_message[EnvelopeField.Timestamp]);
        (Event, Observer, ObservedAt) = (-1, -1, -1);
        if (IsObservation)
            ResolveObservation(frame);
    }

    private void ResolveObservation(ReadOnlySpan<byte> frame)
    {
        Event = PresentOrNone(_outer[EnvelopeField.EventType]);
        Observer = PresentOrNone(_outer[EnvelopeField.Agent]);
        ObservedAt = PresentOrNone(_outer[EnvelopeField.Timestamp]);

        var sent = Event >= 0 && TextEquals(frame, Event, "sent"u8);
        if (Speaker < 0 && sent)
            Speaker = TextOrNone(Observer);
        var implied = sent ? Speaker
            : Event >= 0 && TextEquals(frame, Event, "received"u8) ? TextOrNone(_message[EnvelopeField.To])
            : -1;
        if (Observer >= 0 && implied >= 0 && SameText(frame, Observer, implied))
            Observer = -1;

        if (Timestamp < 0)
            Timestamp = StringOrNone(ObservedAt);
        if (ObservedAt >= 0 && Timestamp >= 0 && SameText(frame, ObservedAt, Timestamp))
            ObservedAt = -1;
    }

    private int FirstOf(int first, int second) => TextOrNone(first) is var found and >= 0 ? found : TextOrNone(second);

    private int TextOrNone(int member) =>
        member >= 0 && (Members[member].Kind == JsonKind.Number || StringOrNone(member) >= 0) ? member : -1;

    private int StringOrNone(int member) =>
        member >= 0 && Members[member].Kind == JsonKind.String && Members[member].Length > 2 ? member : -1;

    private int PresentOrNone(int member) => member >= 0 && Members[member].Kind != JsonKind.Null ? member : -1;
}

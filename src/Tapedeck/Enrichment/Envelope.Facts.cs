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

    /// <summary>The receiver, with any value but null: <c>to</c>; of an event line, <c>receiver</c> of its metadata.</summary>
    public int Receiver { get; private set; }

    /// <summary>True if the message names no receiver, and the topic it was published under does.</summary>
    public bool ReceiverIsTopic { get; private set; }

    /// <summary>The number an event line has for the kind of conversation.</summary>
    public int ConversationType { get; private set; }

    /// <summary>True for an event line whose id was the recorder's.</summary>
    public bool IdWasAssigned { get; private set; }

    /// <summary>True for an event line whose timestamp was the recorder's.</summary>
    public bool TimestampWasAssigned { get; private set; }

    /// <summary>The member of the message that is this field; -1 if absent.</summary>
    public int this[EnvelopeField field] => _message[field];

    /// <summary>True if nobody is named as the speaker; an event line then says <c>unknown</c>.</summary>
    public bool IsSpeakerUnknown(ReadOnlySpan<byte> frame) =>
        Speaker < 0 || (IsEventLine && TextEquals(frame, Speaker, "unknown"u8));

    /// <summary>True if the message has this field, with any value but null.</summary>
    public bool Has(EnvelopeField field) => PresentOrNone(_message[field]) >= 0;

    private void Resolve(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> topic)
    {
        Id = TextOrNone(_message[EnvelopeField.MessageId]);
        Speaker = FirstOf(_message[EnvelopeField.From], _message[EnvelopeField.SenderId]);
        Role = FirstOf(_senders[EnvelopeField.SenderRole], _message[EnvelopeField.SenderRole]);
        Context = FirstOf(_message[EnvelopeField.ContextId], _senders[EnvelopeField.ContextId]);
        Timestamp = StringOrNone(_message[EnvelopeField.Timestamp]);
        Receiver = PresentOrNone((IsEventLine ? _senders : _message)[EnvelopeField.To]);
        ReceiverIsTopic = !topic.IsEmpty && (Receiver < 0 || TextEquals(frame, Receiver, default));
        (Event, Observer, ObservedAt) = (-1, -1, -1);
        (ConversationType, IdWasAssigned, TimestampWasAssigned) = (-1, false, false);
        if (IsObservation)
            ResolveObservation(frame);
        else if (IsEventLine)
            ResolveEventLine(frame);
        else
            (Witness, Sighting, SightedAt) = (Speaker, -1, Timestamp);
    }

    private void ResolveObservation(ReadOnlySpan<byte> frame)
    {
        Event = PresentOrNone(_outer[EnvelopeField.EventType]);
        Observer = PresentOrNone(_outer[EnvelopeField.Agent]);
        ObservedAt = PresentOrNone(_outer[EnvelopeField.Timestamp]);
        if (Speaker < 0 && TextEquals(frame, Event, "sent"u8))
            Speaker = TextOrNone(Observer);
        if (Timestamp < 0)
            Timestamp = StringOrNone(ObservedAt);
        ResolveSighting();

        // What the event implies and what the message says is not said twice.
        if (Observer >= 0 && Implied(frame) is var implied and >= 0 && SameText(frame, Observer, implied))
            Observer = -1;
        if (ObservedAt >= 0 && Timestamp >= 0 && SameText(frame, ObservedAt, Timestamp))
            ObservedAt = -1;
    }

    private void ResolveEventLine(ReadOnlySpan<byte> frame)
    {
        Event = PresentOrNone(_senders[EnvelopeField.EventType]);
        Observer = PresentOrNone(_senders[EnvelopeField.Agent]);
        ObservedAt = PresentOrNone(_senders[EnvelopeField.ObservedAt]);
        ConversationType = NumberOrNone(_message[EnvelopeField.ConversationType]);
        IdWasAssigned = IsTrue(_senders[EnvelopeField.IdAssigned]);
        TimestampWasAssigned = IsTrue(_senders[EnvelopeField.TimestampAssigned]);
        ResolveSighting();
        if (Observer < 0)
            Witness = Event < 0 ? Speaker : Implied(frame);
    }

    // The observer that the event implies, if there is any.
    private int Implied(ReadOnlySpan<byte> frame) => TextEquals(frame, Event, "sent"u8) ? Speaker
        : TextEquals(frame, Event, "received"u8) ? TextOrNone(Receiver)
        : -1;

    private int FirstOf(int first, int second) => TextOrNone(first) is var found and >= 0 ? found : TextOrNone(second);

    private int TextOrNone(int member) =>
        member >= 0 && (Members[member].Kind == JsonKind.Number || StringOrNone(member) >= 0) ? member : -1;

    private int StringOrNone(int member) =>
        member >= 0 && Members[member].Kind == JsonKind.String && Members[member].Length > 2 ? member : -1;

    private int NumberOrNone(int member) => member >= 0 && Members[member].Kind == JsonKind.Number ? member : -1;

    private bool IsTrue(int member) => member >= 0 && Members[member].Kind == JsonKind.True;

    private int PresentOrNone(int member) => member >= 0 && Members[member].Kind != JsonKind.Null ? member : -1;
}

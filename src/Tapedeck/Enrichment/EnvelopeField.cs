namespace Tapedeck.Enrichment;

/// <summary>The members of a frame that have a meaning of their own, wherever they stand.</summary>
internal enum EnvelopeField : byte
{
    Unknown,
    MessageId,
    Timestamp,
    From,
    To,
    Type,
    Priority,
    Content,
    SenderId,
    ContextId,
    Metadata,
    SenderRole,
    EventType,
    Agent,
    Message,
}

/// <summary>The names of the fields on the wire, and which of them an envelope uses up.</summary>
internal static class EnvelopeFields
{
    /// <summary>How many fields there are, the unknown one included.</summary>
    public const int Count = (int)EnvelopeField.Message + 1;

    /// <summary>The field with this name.</summary>
    public static EnvelopeField Of(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("to"u8) => EnvelopeField.To,
        4 when name.SequenceEqual("from"u8) => EnvelopeField.From,
        4 when name.SequenceEqual("type"u8) => EnvelopeField.Type,
        5 when name.SequenceEqual("agent"u8) => EnvelopeField.Agent,
        7 when name.SequenceEqual("content"u8) => EnvelopeField.Content,
        7 when name.SequenceEqual("message"u8) => EnvelopeField.Message,
        8 when name.SequenceEqual("priority"u8) => EnvelopeField.Priority,
        8 when name.SequenceEqual("metadata"u8) => EnvelopeField.Metadata,
        9 when name.SequenceEqual("timestamp"u8) => EnvelopeField.Timestamp,
        9 when name.SequenceEqual("sender_id"u8) => EnvelopeField.SenderId,
        10 when name.SequenceEqual("message_id"u8) => EnvelopeField.MessageId,
        10 when name.SequenceEqual("context_id"u8) => EnvelopeField.ContextId,
        10 when name.SequenceEqual("event_type"u8) => EnvelopeField.EventType,
        11 when name.SequenceEqual("sender_role"u8) => EnvelopeField.SenderRole,
        _ => EnvelopeField.Unknown,
    };

    /// <summary>True for the fields of a message (form 1) that the event line has a place for.</summary>
    public static bool IsOfMessage(EnvelopeField field) =>
        field is >= EnvelopeField.MessageId and <= EnvelopeField.Metadata;

    /// <summary>True for the fields of an observation (form 2) that the event line has a place for.</summary>
    public static bool IsOfObservation(EnvelopeField field) =>
        field is EnvelopeField.Timestamp or EnvelopeField.EventType or EnvelopeField.Agent or EnvelopeField.Message;
}

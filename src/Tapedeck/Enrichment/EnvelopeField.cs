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

    /// <summary>The number an event line (form 4) has for the kind of conversation.</summary>
    ConversationType,

    /// <summary>When the message was observed, as the metadata of an event line says it.</summary>
    ObservedAt,

    /// <summary>Whether the id of an event line is the recorder's.</summary>
    IdAssigned,

    /// <summary>Whether the timestamp of an event line is the recorder's.</summary>
    TimestampAssigned,
}

/// <summary>The names of the fields on the wire, and which of them an envelope uses up.</summary>
internal static class EnvelopeFields
{
    /// <summary>How many fields there are, the unknown one included.</summary>
    public const int Count = (int)EnvelopeField.TimestampAssigned + 1;

    /// <summary>The field with this name in forms 1, 2 and 3.</summary>
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

    /// <summary>The field that a member of an event line (form 4) holds.</summary>
    public static EnvelopeField OfLine(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("Id"u8) => EnvelopeField.MessageId,
        7 when name.SequenceEqual("Message"u8) => EnvelopeField.Content,
        8 when name.SequenceEqual("Metadata"u8) => EnvelopeField.Metadata,
        9 when name.SequenceEqual("Timestamp"u8) => EnvelopeField.Timestamp,
        9 when name.SequenceEqual("ContextId"u8) => EnvelopeField.ContextId,
        11 when name.SequenceEqual("SpeakerName"u8) => EnvelopeField.From,
        11 when name.SequenceEqual("SpeakerRole"u8) => EnvelopeField.SenderRole,
        16 when name.SequenceEqual("ConversationType"u8) => EnvelopeField.ConversationType,
        _ => EnvelopeField.Unknown,
    };

    /// <summary>The field that a member of an event line's <c>Metadata</c> holds.</summary>
    public static EnvelopeField OfLineMetadata(ReadOnlySpan<byte> name) => name.Length switch
    {
        5 when name.SequenceEqual("event"u8) => EnvelopeField.EventType,
        8 when name.SequenceEqual("receiver"u8) => EnvelopeField.To,
        8 when name.SequenceEqual("observer"u8) => EnvelopeField.Agent,
        11 when name.SequenceEqual("observed_at"u8) => EnvelopeField.ObservedAt,
        11 when name.SequenceEqual("id_assigned"u8) => EnvelopeField.IdAssigned,
        18 when name.SequenceEqual("timestamp_assigned"u8) => EnvelopeField.TimestampAssigned,
        _ => EnvelopeField.Unknown,
    };

    /// <summary>True for the fields of a message (form 1) that the event line has a place for.</summary>
    public static bool IsOfMessage(EnvelopeField field) =>
        field is >= EnvelopeField.MessageId and <= EnvelopeField.Metadata;

    /// <summary>True for the fields of an observation (form 2) that the event line has a place for.</summary>
    public static bool IsOfObservation(EnvelopeField field) =>
        field is EnvelopeField.Timestamp or EnvelopeField.EventType or EnvelopeField.Agent or EnvelopeField.Message;
}

namespace Tapedeck.Export;

/// <summary>Which column a member of an event line belongs to, by its name.</summary>
internal static class EventFields
{
    public static EventColumn? TopLevel(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("Id"u8) ? EventColumn.Id
        : name.SequenceEqual("Timestamp"u8) ? EventColumn.TimestampText
        : name.SequenceEqual("SpeakerName"u8) ? EventColumn.Speaker
        : name.SequenceEqual("SpeakerRole"u8) ? EventColumn.Role
        : name.SequenceEqual("Message"u8) ? EventColumn.Message
        : name.SequenceEqual("ConversationType"u8) ? EventColumn.ConversationType
        : name.SequenceEqual("ContextId"u8) ? EventColumn.ContextId
        : Found(name);

    public static EventColumn? OfMetadata(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("content_hash"u8) ? EventColumn.ContentHash
        : name.SequenceEqual("word_count"u8) ? EventColumn.WordCount
        : name.SequenceEqual("char_count"u8) ? EventColumn.CharCount
        : name.SequenceEqual("receiver"u8) ? EventColumn.Receiver
        : name.SequenceEqual("message_type"u8) ? EventColumn.MessageType
        : name.SequenceEqual("source"u8) ? EventColumn.Source
        : name.SequenceEqual("sequence"u8) ? EventColumn.Sequence
        : name.SequenceEqual("recorded_at"u8) ? EventColumn.RecordedAt
        : Found(name);

    /// <summary>What older lines have at the top level.</summary>
    private static EventColumn? Found(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("chain_type"u8) ? EventColumn.ChainType
        : name.SequenceEqual("ace_tier"u8) ? EventColumn.AceTier
        : name.SequenceEqual("shl_tags"u8) ? EventColumn.ShlTags
        : name.SequenceEqual("keywords"u8) ? EventColumn.Keywords
        : null;
}

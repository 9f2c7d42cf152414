using Tapedeck.Parquet;

namespace Tapedeck.Export;

/// <summary>
/// The columns of an exported event, in their order. Source of each: docs/parquet.md.
/// </summary>
internal enum EventColumn
{
    Id,
    Timestamp,
    RecordedAt,
    Speaker,
    Role,
    Receiver,
    Message,
    Text,
    ContextId,
    ConversationType,
    MessageType,
    ChainType,
    AceTier,
    ShlTags,
    Keywords,
    ContentHash,
    WordCount,
    CharCount,
    Sequence,
    Source,
    MetadataJson,
    TimestampText,
    Line,
}

/// <summary>What the columns are called and hold.</summary>
internal static class EventColumns
{
    /// <summary>The columns as a Parquet schema; the index of each is its <see cref="EventColumn"/>.</summary>
    public static readonly ParquetSchema Schema = new(
        Text("id"), new ParquetColumn("timestamp", ParquetType.Timestamp), new ParquetColumn("recorded_at", ParquetType.Timestamp),
        Text("speaker"), Text("role"), Text("receiver"), Text("message"), Text("text"), Text("context_id"),
        Number("conversation_type"), Text("message_type"), Text("chain_type"), Text("ace_tier"), List("shl_tags"),
        List("keywords"), Text("content_hash"), Number("word_count"), Number("char_count"), Number("sequence"), Text("source"),
        Text("metadata_json"), Text("timestamp_text"), Text("line"));

    public const int Count = (int)EventColumn.Line + 1;

    private static ParquetColumn Text(string name) => new(name, ParquetType.String);

    private static ParquetColumn Number(string name) => new(name, ParquetType.Int64);

    private static ParquetColumn List(string name) => new(name, ParquetType.String, IsList: true);
}

namespace Tapedeck.Parquet.Format;

/// <summary>FileMetaData of parquet.thrift: the footer.</summary>
internal sealed record FileMetadata
{
    // Version 1 is what every reader knows; nothing here needs more.
    private const int Version = 1;

    public required IReadOnlyList<SchemaElement> Schema { get; init; }

    public required long Rows { get; init; }

    public required IReadOnlyList<RowGroupMetadata> RowGroups { get; init; }

    public IReadOnlyDictionary<string, string> KeyValues { get; init; } = new Dictionary<string, string>();

    public string? CreatedBy { get; init; }

    /// <summary>Of each leaf, whether min_value and max_value are in the order of its type.</summary>
    public IReadOnlyList<bool> TypeOrders { get; init; } = [];

    public void Write(ThriftWriter writer)
    {
        writer.BeginStruct();
        writer.I32(1, Version);
        writer.List(2, ThriftType.Struct, Schema.Count);
        foreach (var element in Schema)
            element.Write(writer);
        writer.I64(3, Rows);
        writer.List(4, ThriftType.Struct, RowGroups.Count);
        for (var i = 0; i < RowGroups.Count; i++)
            RowGroups[i].Write(writer, i);
        if (KeyValues.Count > 0)
            WriteKeyValues(writer);
        if (CreatedBy is not null)
            writer.String(6, CreatedBy);
        writer.List(7, ThriftType.Struct, TypeOrders.Count);
        for (var i = 0; i < TypeOrders.Count; i++)
        {
            writer.BeginStruct();
            writer.EmptyStruct(1); // TYPE_ORDER
            writer.EndStruct();
        }

        writer.EndStruct();
    }

    private void WriteKeyValues(ThriftWriter writer)
    {
        writer.List(5, ThriftType.Struct, KeyValues.Count);
        foreach (var (key, value) in KeyValues)
        {
            writer.BeginStruct();
            writer.String(1, key);
            writer.String(2, value);
            writer.EndStruct();
        }
    }
}

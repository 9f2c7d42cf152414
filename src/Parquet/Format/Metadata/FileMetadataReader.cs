namespace Tapedeck.Parquet.Format;

/// <summary>Reads a <see cref="FileMetadata"/> from the bytes of the footer.</summary>
internal static class FileMetadataReader
{
    private const int MaxSchemaElements = 1 << 16;

    /// <exception cref="InvalidDataException">The footer is damaged.</exception>
    public static FileMetadata Read(ReadOnlySpan<byte> footer)
    {
        var reader = new ThriftReader(footer);
        List<SchemaElement>? schema = null;
        List<RowGroupMetadata>? rowGroups = null;
        long? rows = null;
        var keyValues = new Dictionary<string, string>(StringComparer.Ordinal);
        string? createdBy = null;
        List<bool> typeOrders = [];
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (2, ThriftType.List):
                    schema = ReadSchema(ref reader);
                    break;
                case (3, ThriftType.I64):
                    rows = reader.I64();
                    break;
                case (4, ThriftType.List):
                    rowGroups = [];
                    for (var left = reader.List(out _); left > 0; left--)
                        rowGroups.Add(RowGroupMetadata.Read(ref reader));
                    break;
                case (5, ThriftType.List):
                    for (var left = reader.List(out _); left > 0; left--)
                        ReadKeyValue(ref reader, keyValues);
                    break;
                case (6, ThriftType.Binary):
                    createdBy = reader.String();
                    break;
                case (7, ThriftType.List):
                    typeOrders = [];
                    for (var left = reader.List(out _); left > 0; left--)
                        typeOrders.Add(ReadIsTypeOrder(ref reader));
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer);
        if (schema is null || rows is null || rowGroups is null)
            throw new InvalidDataException("it lacks the schema, the number of rows or the row groups");
        return new FileMetadata
        {
            Schema = schema,
            Rows = rows.Value,
            RowGroups = rowGroups,
            KeyValues = keyValues,
            CreatedBy = createdBy,
            TypeOrders = typeOrders,
        };
    }

    private static List<SchemaElement> ReadSchema(ref ThriftReader reader)
    {
        var count = reader.List(out _);
        if (count > MaxSchemaElements)
            throw new InvalidDataException($"the schema has {count:N0} elements; at most {MaxSchemaElements:N0} are read");
        var schema = new List<SchemaElement>();
        for (var i = 0; i < count; i++)
            schema.Add(SchemaElement.Read(ref reader));
        return schema;
    }

    private static void ReadKeyValue(ref ThriftReader reader, Dictionary<string, string> into)
    {
        var (key, value) = ("", "");
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, ThriftType.Binary):
                    key = reader.String();
                    break;
                case (2, ThriftType.Binary):
                    value = reader.String();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer);
        into[key] = value;
    }

    private static bool ReadIsTypeOrder(ref ThriftReader reader)
    {
        var isTypeOrder = false;
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            isTypeOrder |= field == 1;
            reader.Skip(type);
        }

        reader.EndStruct(outer);
        return isTypeOrder;
    }
}

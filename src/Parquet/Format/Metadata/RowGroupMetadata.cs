namespace Tapedeck.Parquet.Format;

/// <summary>RowGroup of parquet.thrift.</summary>
internal sealed record RowGroupMetadata(IReadOnlyList<ColumnMetadata> Columns, long Rows)
{
    public void Write(ThriftWriter writer, int ordinal)
    {
        writer.BeginStruct();
        writer.List(1, ThriftType.Struct, Columns.Count);
        foreach (var column in Columns)
            column.Write(writer);
        writer.I64(2, Columns.Sum(column => column.UncompressedSize));
        writer.I64(3, Rows);
        writer.I64(5, Columns[0].Start);
        writer.I64(6, Columns.Sum(column => column.CompressedSize));
        if (ordinal <= short.MaxValue)
            writer.I16(7, (short)ordinal);
        writer.EndStruct();
    }

    public static RowGroupMetadata Read(ref ThriftReader reader)
    {
        List<ColumnMetadata>? columns = null;
        long? rows = null;
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, ThriftType.List):
                    columns = [];
                    for (var left = reader.List(out _); left > 0; left--)
                        columns.Add(ColumnMetadata.ReadChunk(ref reader));
                    break;
                case (3, ThriftType.I64):
                    rows = reader.I64();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer);
        if (columns is null || rows is null)
            throw new InvalidDataException("a row group lacks its columns or its number of rows");
        return new RowGroupMetadata(columns, rows.Value);
    }
}

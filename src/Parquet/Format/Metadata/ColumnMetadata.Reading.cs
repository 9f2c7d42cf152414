namespace Tapedeck.Parquet.Format;

internal sealed partial record ColumnMetadata
{
    private const int Required = 1 << 1 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 9;

    /// <summary>Reads a ColumnChunk.</summary>
    public static ColumnMetadata ReadChunk(ref ThriftReader reader)
    {
        ColumnMetadata? found = null;
        string? path = null;
        var encrypted = false;
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, ThriftType.Binary):
                    path = reader.String();
                    break;
                case (3, ThriftType.Struct):
                    found = Read(ref reader);
                    break;
                case (8, ThriftType.Struct):
                    encrypted = true;
                    reader.Skip(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer);
        return (found ?? throw new InvalidDataException("a column chunk has no metadata"))
            with { FilePath = path, IsEncrypted = encrypted };
    }

    private static ColumnMetadata Read(ref ThriftReader reader)
    {
        var seen = 0;
        var (physical, codec) = ((PhysicalType)0, (Codec)0);
        var (values, uncompressed, compressed, data) = (0L, 0L, 0L, 0L);
        long? dictionary = null;
        ColumnStatistics? statistics = null;
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, ThriftType.I32):
                    physical = (PhysicalType)reader.I32();
                    break;
                case (4, ThriftType.I32):
                    codec = (Codec)reader.I32();
                    break;
                case (5, ThriftType.I64):
                    values = reader.I64();
                    break;
                case (6, ThriftType.I64):
                    uncompressed = reader.I64();
                    break;
                case (7, ThriftType.I64):
                    compressed = reader.I64();
                    break;
                case (9, ThriftType.I64):
                    data = reader.I64();
                    break;
                case (11, ThriftType.I64):
                    dictionary = reader.I64();
                    break;
                case (12, ThriftType.Struct):
                    statistics = ColumnStatistics.Read(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    continue;
            }

            seen |= 1 << field;
        }

        reader.EndStruct(outer);
        if ((seen & Required) != Required)
            throw new InvalidDataException("the metadata of a column lacks its type, codec, number of values, size or place");
        return new ColumnMetadata
        {
            Type = physical,
            Codec = codec,
            ValueCount = values,
            UncompressedSize = uncompressed,
            CompressedSize = compressed,
            DataPageOffset = data,
            DictionaryPageOffset = dictionary,
            Statistics = statistics,
        };
    }
}

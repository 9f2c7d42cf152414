namespace Tapedeck.Parquet.Format;

/// <summary>
/// Statistics of parquet.thrift: bounds are PLAIN values without a length. The old pair min and max is only read, where the
/// order of the newer pair is not told.
/// </summary>
internal sealed record ColumnStatistics
{
    public long? NullCount { get; init; }

    public byte[]? MinValue { get; init; }

    public byte[]? MaxValue { get; init; }

    public bool IsMinExact { get; init; } = true;

    public bool IsMaxExact { get; init; } = true;

    public byte[]? OldMin { get; private init; }

    public byte[]? OldMax { get; private init; }

    public void Write(ThriftWriter writer, int field)
    {
        writer.BeginStruct(field);
        if (NullCount is { } nulls)
            writer.I64(3, nulls);
        if (MaxValue is not null)
            writer.Binary(5, MaxValue);
        if (MinValue is not null)
            writer.Binary(6, MinValue);
        if (MaxValue is not null)
            writer.Bool(7, IsMaxExact);
        if (MinValue is not null)
            writer.Bool(8, IsMinExact);
        writer.EndStruct();
    }

    public static ColumnStatistics Read(ref ThriftReader reader)
    {
        var found = new ColumnStatistics();
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, ThriftType.Binary):
                    found = found with { OldMax = reader.Binary().ToArray() };
                    break;
                case (2, ThriftType.Binary):
                    found = found with { OldMin = reader.Binary().ToArray() };
                    break;
                case (3, ThriftType.I64):
                    found = found with { NullCount = reader.I64() };
                    break;
                case (5, ThriftType.Binary):
                    found = found with { MaxValue = reader.Binary().ToArray() };
                    break;
                case (6, ThriftType.Binary):
                    found = found with { MinValue = reader.Binary().ToArray() };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer);
        return found;
    }
}

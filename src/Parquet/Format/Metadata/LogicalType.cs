namespace Tapedeck.Parquet.Format;

/// <summary>
/// LogicalType of parquet.thrift, with the parameters that matter to reading: the unit of a time, the bits and sign of an
/// integer.
/// </summary>
internal readonly record struct LogicalType(LogicalKind Kind, TimeUnit Unit = 0, int Bits = 0, bool IsSigned = false)
{
    public static LogicalType Read(ref ThriftReader reader)
    {
        var found = new LogicalType();
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            if (type == ThriftType.Struct)
                found = ReadMember(ref reader, (LogicalKind)field);
            else
                reader.Skip(type);
        }

        reader.EndStruct(outer);
        return found;
    }

    private static LogicalType ReadMember(ref ThriftReader reader, LogicalKind kind)
    {
        var found = new LogicalType(kind);
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (kind, field, type)
            {
                case (LogicalKind.TIME or LogicalKind.TIMESTAMP, 2, ThriftType.Struct):
                    found = found with { Unit = ReadUnit(ref reader) };
                    break;
                case (LogicalKind.INTEGER, 1, ThriftType.I8):
                    found = found with { Bits = reader.Byte() };
                    break;
                case (LogicalKind.INTEGER, 2, ThriftType.True):
                    found = found with { IsSigned = true };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer);
        return found;
    }

    private static TimeUnit ReadUnit(ref ThriftReader reader)
    {
        var unit = (TimeUnit)0;
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            unit = (TimeUnit)field;
            reader.Skip(type);
        }

        reader.EndStruct(outer);
        return unit;
    }
}

namespace Tapedeck.Parquet.Format;

/// <summary>
/// SchemaElement of parquet.thrift: a node of the schema, which is kept as the list of its nodes, each before its children.
/// </summary>
internal sealed partial record SchemaElement(string Name)
{
    public PhysicalType? Type { get; init; }

    public Repetition Repetition { get; init; }

    public int Children { get; init; }

    public ConvertedType? Converted { get; init; }

    public LogicalType? Logical { get; init; }

    public void Write(ThriftWriter writer)
    {
        writer.BeginStruct();
        if (Type is { } type)
            writer.I32(1, (int)type);
        writer.I32(3, (int)Repetition);
        writer.String(4, Name);
        if (Children > 0)
            writer.I32(5, Children);
        if (Converted is { } converted)
            writer.I32(6, (int)converted);
        if (Logical is { } logical)
            WriteLogical(writer, logical);
        writer.EndStruct();
    }

    public static SchemaElement Read(ref ThriftReader reader)
    {
        var found = new SchemaElement("");
        var named = false;
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, ThriftType.I32):
                    found = found with { Type = (PhysicalType)reader.I32() };
                    break;
                case (3, ThriftType.I32):
                    found = found with { Repetition = (Repetition)reader.I32() };
                    break;
                case (4, ThriftType.Binary):
                    found = found with { Name = reader.String() };
                    named = true;
                    break;
                case (5, ThriftType.I32):
                    found = found with { Children = reader.I32() };
                    break;
                case (6, ThriftType.I32):
                    found = found with { Converted = (ConvertedType)reader.I32() };
                    break;
                case (10, ThriftType.Struct):
                    found = found with { Logical = LogicalType.Read(ref reader) };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer);
        return named ? found : throw new InvalidDataException("an element of the schema has no name");
    }

    private static void WriteLogical(ThriftWriter writer, LogicalType logical)
    {
        writer.BeginStruct(10);
        writer.BeginStruct((int)logical.Kind);
        if (logical.Kind == LogicalKind.TIMESTAMP)
        {
            writer.Bool(1, true);
            writer.BeginStruct(2);
            writer.EmptyStruct((int)logical.Unit);
            writer.EndStruct();
        }

        writer.EndStruct();
        writer.EndStruct();
    }
}

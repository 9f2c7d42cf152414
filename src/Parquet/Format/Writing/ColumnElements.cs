namespace Tapedeck.Parquet.Format;

/// <summary>The elements of the schema for the columns that are written. Source: LogicalTypes.md.</summary>
internal static class ColumnElements
{
    private const string RootName = "schema";
    private const string ListName = "list";
    private const string ElementName = "element";

    public static List<SchemaElement> Of(ParquetSchema schema)
    {
        List<SchemaElement> elements = [new(RootName) { Children = schema.Count }];
        foreach (var column in schema)
        {
            var repetition = column.IsNullable ? Repetition.OPTIONAL : Repetition.REQUIRED;
            if (!column.IsList)
            {
                elements.Add(Leaf(column.Name, column.Type, repetition));
                continue;
            }

            elements.Add(new SchemaElement(column.Name)
            {
                Repetition = repetition,
                Children = 1,
                Converted = ConvertedType.LIST,
                Logical = new LogicalType(LogicalKind.LIST),
            });
            elements.Add(new SchemaElement(ListName) { Repetition = Repetition.REPEATED, Children = 1 });
            elements.Add(Leaf(ElementName, column.Type, Repetition.OPTIONAL));
        }

        return elements;
    }

    public static IReadOnlyList<string> PathOf(ParquetColumn column) =>
        column.IsList ? [column.Name, ListName, ElementName] : [column.Name];

    public static PhysicalType PhysicalTypeOf(ParquetType type) => type switch
    {
        ParquetType.Boolean => PhysicalType.BOOLEAN,
        ParquetType.Int32 => PhysicalType.INT32,
        ParquetType.Double => PhysicalType.DOUBLE,
        ParquetType.String or ParquetType.Binary => PhysicalType.BYTE_ARRAY,
        _ => PhysicalType.INT64,
    };

    private static SchemaElement Leaf(string name, ParquetType type, Repetition repetition) => new(name)
    {
        Type = PhysicalTypeOf(type),
        Repetition = repetition,
        Converted = type switch
        {
            ParquetType.String => ConvertedType.UTF8,
            ParquetType.Timestamp => ConvertedType.TIMESTAMP_MICROS,
            _ => null,
        },
        Logical = type switch
        {
            ParquetType.String => new LogicalType(LogicalKind.STRING),
            ParquetType.Timestamp => new LogicalType(LogicalKind.TIMESTAMP, TimeUnit.MICROS),
            _ => null,
        },
    };
}

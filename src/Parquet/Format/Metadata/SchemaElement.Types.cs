namespace Tapedeck.Parquet.Format;

/// <summary>What a value is: by its physical type and its annotation. Source: LogicalTypes.md.</summary>
internal sealed partial record SchemaElement
{
    /// <summary>The logical type, or what the converted type of an older writer stands for. Kind 0 if there is neither.</summary>
    public LogicalType Annotation => Logical is { Kind: not 0 } logical ? logical : Converted switch
    {
        ConvertedType.UTF8 => new(LogicalKind.STRING),
        ConvertedType.MAP or ConvertedType.MAP_KEY_VALUE => new(LogicalKind.MAP),
        ConvertedType.LIST => new(LogicalKind.LIST),
        ConvertedType.ENUM => new(LogicalKind.ENUM),
        ConvertedType.DECIMAL => new(LogicalKind.DECIMAL),
        ConvertedType.DATE => new(LogicalKind.DATE),
        ConvertedType.TIME_MILLIS => new(LogicalKind.TIME, TimeUnit.MILLIS),
        ConvertedType.TIME_MICROS => new(LogicalKind.TIME, TimeUnit.MICROS),
        ConvertedType.TIMESTAMP_MILLIS => new(LogicalKind.TIMESTAMP, TimeUnit.MILLIS),
        ConvertedType.TIMESTAMP_MICROS => new(LogicalKind.TIMESTAMP, TimeUnit.MICROS),
        >= ConvertedType.UINT_8 and <= ConvertedType.UINT_64 =>
            new(LogicalKind.INTEGER, Bits: 8 << (Converted.Value - ConvertedType.UINT_8)),
        >= ConvertedType.INT_8 and <= ConvertedType.INT_64 =>
            new(LogicalKind.INTEGER, Bits: 8 << (Converted.Value - ConvertedType.INT_8), IsSigned: true),
        ConvertedType.JSON => new(LogicalKind.JSON),
        ConvertedType.BSON => new(LogicalKind.BSON),
        _ => default,
    };

    public ParquetType ValueType => (Type, Annotation) switch
    {
        (PhysicalType.BOOLEAN, { Kind: 0 }) => ParquetType.Boolean,
        (PhysicalType.INT32, { Kind: 0 } or { Kind: LogicalKind.INTEGER, IsSigned: true }) => ParquetType.Int32,
        (PhysicalType.INT32, { Kind: LogicalKind.INTEGER, Bits: 8 or 16 }) => ParquetType.Int32,
        (PhysicalType.INT64, { Kind: 0 } or { Kind: LogicalKind.INTEGER, IsSigned: true }) => ParquetType.Int64,
        (PhysicalType.INT64, { Kind: LogicalKind.TIMESTAMP, Unit: TimeUnit.MILLIS or TimeUnit.MICROS or TimeUnit.NANOS }) =>
            ParquetType.Timestamp,
        (PhysicalType.FLOAT or PhysicalType.DOUBLE, { Kind: 0 }) => ParquetType.Double,
        (PhysicalType.BYTE_ARRAY, { Kind: LogicalKind.STRING or LogicalKind.ENUM or LogicalKind.JSON }) => ParquetType.String,
        (PhysicalType.BYTE_ARRAY, { Kind: 0 or LogicalKind.BSON }) => ParquetType.Binary,
        _ => ParquetType.Other,
    };

    /// <summary>The type as messages name it, for example <c>INT32 DATE</c>.</summary>
    public string TypeName => Annotation switch
    {
        { Kind: 0 } => $"{Type}",
        { Kind: LogicalKind.INTEGER, Bits: var bits, IsSigned: var signed } => $"{Type} {(signed ? "" : "U")}INT_{bits}",
        var annotation => $"{Type} {annotation.Kind}",
    };
}

namespace Tapedeck.Parquet.Format;

/// <summary>Type of parquet.thrift, by its names.</summary>
internal enum PhysicalType
{
    BOOLEAN = 0,
    INT32 = 1,
    INT64 = 2,
    INT96 = 3,
    FLOAT = 4,
    DOUBLE = 5,
    BYTE_ARRAY = 6,
    FIXED_LEN_BYTE_ARRAY = 7,
}

namespace Tapedeck.Parquet.Format;

/// <summary>The members of the union LogicalType of parquet.thrift, by its names.</summary>
internal enum LogicalKind
{
    STRING = 1,
    MAP = 2,
    LIST = 3,
    ENUM = 4,
    DECIMAL = 5,
    DATE = 6,
    TIME = 7,
    TIMESTAMP = 8,
    INTEGER = 10,
    UNKNOWN = 11,
    JSON = 12,
    BSON = 13,
    UUID = 14,
    FLOAT16 = 15,
    VARIANT = 16,
    GEOMETRY = 17,
    GEOGRAPHY = 18,
}

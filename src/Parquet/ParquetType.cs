namespace Tapedeck.Parquet;

/// <summary>
/// What the values of a column are. Source: the Parquet format specification, Types in its README and LogicalTypes.md.
/// </summary>
public enum ParquetType
{
    /// <summary>BOOLEAN.</summary>
    Boolean,

    /// <summary>INT32, as a signed number of 32 bits. Read from narrower integers too.</summary>
    Int32,

    /// <summary>INT64, as a signed number of 64 bits.</summary>
    Int64,

    /// <summary>DOUBLE. Read from FLOAT too.</summary>
    Double,

    /// <summary>
    /// INT64 with TIMESTAMP: microseconds since 1970-01-01 UTC. Milliseconds and nanoseconds of other writers are
    /// converted (nanoseconds rounded down), and their local times are taken as UTC.
    /// </summary>
    Timestamp,

    /// <summary>BYTE_ARRAY with STRING: UTF-8. Read from JSON and ENUM too.</summary>
    String,

    /// <summary>BYTE_ARRAY without a meaning of its own.</summary>
    Binary,

    /// <summary>
    /// A type that only other writers use; <see cref="ParquetColumn.FileType"/> names it. Its values cannot be read, and no
    /// such column can be written.
    /// </summary>
    Other,
}

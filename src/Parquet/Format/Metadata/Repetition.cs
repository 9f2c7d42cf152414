namespace Tapedeck.Parquet.Format;

/// <summary>FieldRepetitionType of parquet.thrift, by its names.</summary>
internal enum Repetition
{
    REQUIRED = 0,
    OPTIONAL = 1,
    REPEATED = 2,
}

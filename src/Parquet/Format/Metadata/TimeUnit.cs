namespace Tapedeck.Parquet.Format;

/// <summary>The members of the union TimeUnit of parquet.thrift, by its names.</summary>
internal enum TimeUnit
{
    MILLIS = 1,
    MICROS = 2,
    NANOS = 3,
}

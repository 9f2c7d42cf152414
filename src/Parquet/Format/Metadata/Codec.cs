namespace Tapedeck.Parquet.Format;

/// <summary>CompressionCodec of parquet.thrift, by its names.</summary>
internal enum Codec
{
    UNCOMPRESSED = 0,
    SNAPPY = 1,
    GZIP = 2,
    LZO = 3,
    BROTLI = 4,
    LZ4 = 5,
    ZSTD = 6,
    LZ4_RAW = 7,
}

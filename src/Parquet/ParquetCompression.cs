namespace Tapedeck.Parquet;

/// <summary>How the pages of a file are compressed. Source: Compression.md of the Parquet format specification.</summary>
public enum ParquetCompression
{
    /// <summary>Not at all.</summary>
    Uncompressed,

    /// <summary>GZIP (RFC 1952), at a quick level.</summary>
    Gzip,

    /// <summary>BROTLI (RFC 7932), at a low quality.</summary>
    Brotli,
}

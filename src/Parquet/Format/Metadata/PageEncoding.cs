namespace Tapedeck.Parquet.Format;

/// <summary>Encoding of parquet.thrift, by its names. Described in Encodings.md of the Parquet format specification.</summary>
internal enum PageEncoding
{
    PLAIN = 0,
    PLAIN_DICTIONARY = 2,
    RLE = 3,
    BIT_PACKED = 4,
    DELTA_BINARY_PACKED = 5,
    DELTA_LENGTH_BYTE_ARRAY = 6,
    DELTA_BYTE_ARRAY = 7,
    RLE_DICTIONARY = 8,
    BYTE_STREAM_SPLIT = 9,
}

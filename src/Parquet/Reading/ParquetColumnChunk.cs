namespace Tapedeck.Parquet;

/// <summary>
/// What the footer tells of a column in one row group. Source: ColumnMetaData and Statistics of parquet.thrift.
/// </summary>
/// <param name="NullCount">
/// The levels without a value, as its writer counted them: of a list, also null and empty lists and null elements. Null where
/// the writer did not say.
/// </param>
/// <param name="Min">
/// No value is less; of strings in the order of their bytes. It may be cut, and so need not be a value of the column. Not a
/// number is neither minimum nor maximum. Null where the writer did not say, or not in an order that is known.
/// </param>
/// <param name="Max">No value is greater; as <paramref name="Min"/>.</param>
/// <param name="CompressedBytes">The bytes of its pages in the file.</param>
/// <param name="UncompressedBytes">The bytes of its pages before compression.</param>
public sealed record ParquetColumnChunk(
    long? NullCount, ParquetValue? Min, ParquetValue? Max, long CompressedBytes, long UncompressedBytes);

namespace Tapedeck.Parquet;

/// <summary>What the footer tells of a row group.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">What it tells of each column, in the order of the schema.</param>
public sealed record ParquetRowGroup(long Rows, IReadOnlyList<ParquetColumnChunk> Columns);

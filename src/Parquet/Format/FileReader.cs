using Tapedeck.Parquet.Format;

namespace Tapedeck.Parquet;

/// <summary>Reads the footer, and opens the columns of a row group.</summary>
internal sealed class FileReader : IDisposable
{
    private readonly FileBytes _bytes;
    private readonly string _name;
    private readonly FileMetadata _metadata;
    private readonly LeafColumn[] _leaves;

    /// <exception cref="ParquetException">It is no Parquet file, or its footer is damaged.</exception>
    public FileReader(Stream stream, string name)
    {
        (_bytes, _name) = (new FileBytes(stream), name);
        try
        {
            _metadata = Footer.Read(_bytes);
            _leaves = SchemaReader.Read(_metadata.Schema);
            Schema = new ParquetSchema(_leaves.Select(leaf => leaf.Column));
            Check();
        }
        catch (Exception damage) when (damage is InvalidDataException or ArgumentException)
        {
            throw new ParquetException(name, "footer", damage.Message, damage);
        }

        RowGroups = [.. _metadata.RowGroups.Select(RowGroup)];
    }

    public ParquetSchema Schema { get; }

    public long RowCount => _metadata.Rows;

    public IReadOnlyDictionary<string, string> Metadata => _metadata.KeyValues;

    public string? CreatedBy => _metadata.CreatedBy;

    public IReadOnlyList<ParquetRowGroup> RowGroups { get; }

    /// <summary>Opens a column of a known type in a row group.</summary>
    /// <exception cref="ParquetException">Its pages are not in the file, or compressed in a way that is not known.</exception>
    public ColumnSource OpenColumn(int rowGroup, int column)
    {
        var leaf = _leaves[column];
        var chunk = _metadata.RowGroups[rowGroup].Columns[leaf.Node.FirstLeaf];
        var place = $"column '{leaf.Column.Name}', row group {rowGroup}";
        if (Problem(leaf, chunk, _metadata.RowGroups[rowGroup].Rows) is { } problem)
            throw new ParquetException(_name, place, problem);
        return new ColumnSource(_bytes, leaf, chunk, _name, place);
    }

    public void Dispose()
    {
        // The stream is its owner's, and the columns free their own memory.
    }

    private void Check()
    {
        var leaves = _leaves.Sum(leaf => leaf.Node.LeafCount);
        var rows = (Int128)0;
        for (var i = 0; i < _metadata.RowGroups.Count; i++)
        {
            var rowGroup = _metadata.RowGroups[i];
            if (rowGroup.Columns.Count != leaves)
                throw new InvalidDataException($"row group {i} has {rowGroup.Columns.Count} columns, and the schema {leaves}");
            if (rowGroup.Rows < 0)
                throw new InvalidDataException($"row group {i} has {rowGroup.Rows} rows");
            rows += rowGroup.Rows;
        }

        if (rows != _metadata.Rows)
            throw new InvalidDataException($"the file has {_metadata.Rows} rows, and its row groups together {rows}");
    }

    private string? Problem(LeafColumn leaf, ColumnMetadata chunk, long rows)
    {
        if (chunk.FilePath is not null)
            return $"its pages are in another file, {chunk.FilePath}, which this reader does not read";
        if (chunk.IsEncrypted)
            return "it is encrypted, which this reader does not read";
        if (chunk.Type != leaf.Node.Element.Type)
            return $"its pages are of type {chunk.Type}, and the schema's is {leaf.Node.Element.Type}";
        if (!PageDecompressor.Knows(chunk.Codec))
            return $"compressed with {chunk.Codec}, which this reader does not read; " +
                "write the file with gzip, brotli or uncompressed";
        if (chunk.ValueCount < 0 || (!leaf.Column.IsList && chunk.ValueCount != rows))
            return $"it has {chunk.ValueCount} values, and its row group {rows} rows";
        if (chunk.ValueCount == 0)
            return null; // nothing is read, and some writers give no place of pages without values
        if (chunk.Start < FileMagic.Length || chunk.CompressedSize < 0 || chunk.CompressedSize > _bytes.Length - chunk.Start)
            return $"its {chunk.CompressedSize} bytes at byte {chunk.Start} are not in the file, which has {_bytes.Length} bytes";
        return null;
    }

    private ParquetRowGroup RowGroup(RowGroupMetadata rowGroup)
    {
        var chunks = rowGroup.Columns.ToArray();
        return new ParquetRowGroup(rowGroup.Rows, [.. _leaves.Select(leaf => StatisticsReader.Read(
            leaf,
            chunks.AsSpan(leaf.Node.FirstLeaf, leaf.Node.LeafCount),
            _metadata.TypeOrders.ElementAtOrDefault(leaf.Node.FirstLeaf)))]);
    }
}

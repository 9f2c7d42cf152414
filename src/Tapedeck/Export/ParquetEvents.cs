using Tapedeck.Parquet;

namespace Tapedeck.Export;

/// <summary>Writes event lines as the rows of a Parquet file: see docs/parquet.md.</summary>
internal sealed class ParquetEvents : IEventWriter
{
    /// <summary>Half of the usual: a node makes such files beside its capture.</summary>
    private const int RowGroupBytes = 32 * 1024 * 1024;

    private readonly EventRow _row;
    private readonly ParquetWriter _file;

    /// <param name="output">Gets the file; it need not seek, and stays open.</param>
    /// <param name="naiveOffset">How a timestamp without offset is understood.</param>
    /// <param name="compression">Of its pages.</param>
    /// <param name="metadata">Keys and values for the footer.</param>
    public ParquetEvents(
        Stream output, TimeSpan naiveOffset, ParquetCompression compression,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        _row = new EventRow(naiveOffset);
        _file = new ParquetWriter(output, EventColumns.Schema, new ParquetWriterOptions
        {
            Compression = compression,
            RowGroupBytes = RowGroupBytes,
            Metadata = metadata ?? new Dictionary<string, string>(),
        });
    }

    public void Add(ReadOnlySpan<byte> line)
    {
        _row.Read(line);
        for (var column = (EventColumn)0; column < (EventColumn)EventColumns.Count; column++)
            Add(_file[(int)column], column);
        _file.EndRow();
    }

    public void Finish() => _file.Finish();

    public void Dispose() => _file.Dispose();

    private void Add(ColumnBuffer to, EventColumn column)
    {
        if (_row.IsNull(column))
            to.AppendNull();
        else if (to.Column.IsList)
            AddList(to, column);
        else if (to.Column.Type == ParquetType.String)
            to.Append(_row.Text(column));
        else
            to.Append(_row.Number(column));
    }

    private void AddList(ColumnBuffer to, EventColumn column)
    {
        to.BeginList();
        for (var i = 0; i < _row.Count(column); i++)
        {
            if (_row.IsNullElement(column, i))
                to.AppendNull();
            else
                to.Append(_row.Text(column, i));
        }
    }
}

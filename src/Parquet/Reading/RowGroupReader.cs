namespace Tapedeck.Parquet;

/// <summary>
/// Goes through the rows of a row group. It holds one page of each column, not the row group. The columns' values are of the
/// row that the last <see cref="Read"/> went to, and their bytes are valid until the next.
/// </summary>
public sealed class RowGroupReader : IDisposable
{
    private readonly ParquetSchema _schema;
    private readonly ColumnReader?[] _columns;
    private readonly ColumnReader[] _read;
    private readonly string _file;
    private readonly int _index;
    private long _row;

    internal RowGroupReader(FileReader file, string name, int index, IReadOnlyList<int> columns)
    {
        (_schema, _file, _index) = (file.Schema, name, index);
        RowCount = file.RowGroups[index].Rows;
        _columns = new ColumnReader?[_schema.Count];
        foreach (var column in columns)
            _columns[column] ??= new ColumnReader(_schema[column], file.OpenColumn(index, column), name, index);
        _read = [.. _columns.OfType<ColumnReader>()];
    }

    /// <summary>The rows of the row group.</summary>
    public long RowCount { get; }

    /// <summary>A column by its index in the schema.</summary>
    /// <exception cref="InvalidOperationException">It is not one of the columns that are read.</exception>
    public ColumnReader this[int column] => _columns[column]
        ?? throw new InvalidOperationException($"Column '{_schema[column].Name}' is not one of those that are read.");

    /// <summary>Goes to the next row, at first to the first. False after the last.</summary>
    /// <exception cref="ParquetException">
    /// A page is damaged or uses what is not known, or a column has more or fewer rows than the row group.
    /// </exception>
    public bool Read()
    {
        var expected = _row < RowCount;
        foreach (var column in _read)
        {
            if (column.Advance() != expected)
                throw WrongRows(column.Column.Name, expected ? $"ends after {_row} rows" : "goes on");
        }

        if (expected)
            _row++;
        return expected;
    }

    /// <summary>Gives back the memory.</summary>
    public void Dispose()
    {
        foreach (var column in _read)
            column.Free();
    }

    private ParquetException WrongRows(string column, string found) =>
        new(_file, $"column '{column}', row group {_index}", $"it {found}; its row group has {RowCount} rows");
}

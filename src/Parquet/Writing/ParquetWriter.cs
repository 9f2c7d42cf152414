namespace Tapedeck.Parquet;

/// <summary>
/// Writes a Parquet file to a stream, forward only. Give each column one value, then end the row; at last
/// <see cref="Finish"/>. One row group is held in memory: it is written when it has the rows or bytes of the options.
/// A file that was not finished has no footer, and cannot be read.
/// </summary>
public sealed class ParquetWriter : IDisposable
{
    private readonly ParquetWriterOptions _options;
    private readonly ColumnBuffer[] _columns;
    private readonly FileWriter _file;
    private int _rows;
    private bool _finished;
    private bool _failed;

    /// <summary>Begins a file. The stream need not seek, and stays open.</summary>
    /// <exception cref="ArgumentException">
    /// A column's type is <see cref="ParquetType.Other"/>, or an option is out of its range.
    /// </exception>
    public ParquetWriter(Stream stream, ParquetSchema schema, ParquetWriterOptions options)
    {
        options.Check();
        if (schema.FirstOrDefault(column => column.Type is < 0 or >= ParquetType.Other) is { } other)
            throw new ArgumentException($"Column '{other.Name}' is of type {other.Type}, which cannot be written.", nameof(schema));
        _options = options;
        _columns = [.. schema.Select(column => new ColumnBuffer(column))];
        _file = new FileWriter(stream, schema, options);
    }

    /// <summary>The values of a column in the row group that is being filled, to append to.</summary>
    public ColumnBuffer this[int column] => _columns[column];

    /// <summary>The rows that were ended, in all row groups.</summary>
    public long RowCount { get; private set; }

    /// <summary>Ends the row, and writes the row group if that is full.</summary>
    /// <exception cref="InvalidOperationException">
    /// A column did not get exactly one value (or one list) in this row, or the file is finished, or its stream failed.
    /// </exception>
    public void EndRow()
    {
        CheckOpen();
        var bytes = 0L;
        foreach (var column in _columns)
        {
            if (column.Rows != _rows + 1)
                throw new InvalidOperationException(
                    $"Column '{column.Column.Name}' got {column.Rows - _rows} values in row {RowCount}; expected one.");
            column.EndRow();
            bytes += column.Bytes;
        }

        _rows++;
        RowCount++;
        if (_rows >= _options.RowGroupRows || bytes >= _options.RowGroupBytes)
            WriteRowGroup();
    }

    /// <summary>Writes the last row group and the footer. The stream is flushed, and stays open.</summary>
    /// <exception cref="InvalidOperationException">A row was begun and not ended, or the file is finished.</exception>
    public void Finish()
    {
        CheckOpen();
        if (_columns.FirstOrDefault(column => column.Rows != _rows) is { } begun)
            throw new InvalidOperationException($"Row {RowCount} was not ended: column '{begun.Column.Name}' has a value in it.");
        if (_rows > 0)
            WriteRowGroup();
        _failed = true;
        _file.Finish();
        (_failed, _finished) = (false, true);
    }

    /// <summary>Gives back the memory. Does not finish the file.</summary>
    public void Dispose()
    {
        _finished = true;
        foreach (var column in _columns)
            column.Free();
        _file.Dispose();
    }

    private void WriteRowGroup()
    {
        _failed = true;
        _file.WriteRowGroup(_columns, _rows);
        _failed = false;
        foreach (var column in _columns)
            column.Clear();
        _rows = 0;
    }

    private void CheckOpen()
    {
        if (_failed)
            throw new InvalidOperationException(
                "The stream failed before, after part of a row group or of the footer; begin a new file.");
        if (_finished)
            throw new InvalidOperationException("The file is finished; nothing more can be written to it.");
    }
}

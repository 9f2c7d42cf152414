namespace Tapedeck.Parquet;

/// <summary>Finds the rows in what the source yields. A list may begin in one run and go on in the next.</summary>
public sealed partial class ColumnReader
{
    private readonly string _file;
    private readonly int _rowGroup;

    /// <summary>Goes to the next row; false after the last.</summary>
    internal bool Advance()
    {
        _level += _levels;
        _value += _values;
        (_levels, _values, Count) = (0, 0, 0);
        if (_level == _buffer.Presences.Length && !Refill())
            return false;
        if (Column.IsList)
            TakeList();
        else
            TakeValue();
        return true;
    }

    internal void Free()
    {
        _source.Dispose();
        _buffer.Free();
        (_level, _value, _levels, _values, Count) = (0, 0, 0, 0, 0);
    }

    private void TakeValue()
    {
        _levels = 1;
        if (_buffer.Presences[_level] == Presence.Value)
            (_values, Count) = (1, 1);
    }

    private void TakeList()
    {
        var levels = 1;
        while (true)
        {
            var rest = _buffer.Continues.Span[(_level + levels)..];
            var next = rest.IndexOf((byte)0);
            levels += next < 0 ? rest.Length : next;
            if (levels > ColumnBuffer.MaxElements)
                throw TooLong($"{ColumnBuffer.MaxElements:N0} elements");
            if (next >= 0)
                break;
            if (_level == 0 && _buffer.Values.Length > ColumnBuffer.MaxListBytes)
                throw TooLong($"{ColumnBuffer.MaxListBytes:N0} bytes");
            if (!Refill())
                break;
        }

        var row = _buffer.Presences.Span.Slice(_level, levels);
        _levels = levels;
        _values = row.Count(Presence.Value);
        Count = row[0] < Presence.NullElement ? 0 : levels;
        (_element, _elementValue) = (0, _value);
    }

    private ParquetException TooLong(string limit) => new(_file, $"column '{Column.Name}', row group {_rowGroup}",
        $"a list has more than {limit}, the most that is read");

    private bool Refill()
    {
        if (_level > 0)
            _buffer.RemoveFirst(_level, _value);
        (_level, _value) = (0, 0);
        return _source.TryRead(_buffer);
    }
}

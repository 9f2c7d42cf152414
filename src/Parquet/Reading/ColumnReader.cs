namespace Tapedeck.Parquet;

/// <summary>
/// The value of one column in the row that <see cref="RowGroupReader.Read"/> went to. Of a list, each element has its index;
/// of other columns the value has index 0. An accessor for another type, or of a value that is null, throws
/// <see cref="InvalidOperationException"/>.
/// </summary>
public sealed partial class ColumnReader
{
    private readonly ColumnBuffer _buffer;
    private readonly ColumnSource _source;

    // The levels of the row and its values within the buffer.
    private int _level;
    private int _levels;
    private int _value;
    private int _values;

    // The element whose value was found last: elements are mostly asked for one after another.
    private int _element;
    private int _elementValue;

    internal ColumnReader(ParquetColumn column, ColumnSource source, string file, int rowGroup)
    {
        (Column, _source, _file, _rowGroup) = (column, source, file, rowGroup);
        _buffer = new ColumnBuffer(column);
    }

    /// <summary>The column.</summary>
    public ParquetColumn Column { get; }

    /// <summary>Whether the row has no value, or no list.</summary>
    public bool IsNull => _levels == 0 || _buffer.Presences[_level] == Presence.Null;

    /// <summary>The elements of the list; of other columns 1, or 0 for null.</summary>
    public int Count { get; private set; }

    /// <summary>Whether an element is null.</summary>
    public bool IsNullAt(int element)
    {
        CheckElement(element);
        return _buffer.Presences[_level + element] != Presence.Value;
    }

    /// <summary>The UTF-8 of a string, or the bytes of a binary value. Valid until the next row.</summary>
    public ReadOnlySpan<byte> Bytes(int element = 0) =>
        Column.HasBytes ? _buffer.BytesAt(ValueIndex(element)) : throw WrongType(nameof(Bytes));

    /// <summary>A number, or a timestamp in microseconds since 1970-01-01 UTC.</summary>
    public long Int64(int element = 0) => Column.Type is ParquetType.Int64 or ParquetType.Timestamp
        ? _buffer.Fixed<long>()[ValueIndex(element)]
        : throw WrongType(nameof(Int64));

    /// <summary>A number of 32 bits.</summary>
    public int Int32(int element = 0) =>
        Column.Type == ParquetType.Int32 ? _buffer.Fixed<int>()[ValueIndex(element)] : throw WrongType(nameof(Int32));

    /// <summary>A floating-point number.</summary>
    public double Double(int element = 0) =>
        Column.Type == ParquetType.Double ? _buffer.Fixed<double>()[ValueIndex(element)] : throw WrongType(nameof(Double));

    /// <summary>True or false.</summary>
    public bool Boolean(int element = 0) =>
        Column.Type == ParquetType.Boolean ? _buffer.Values[ValueIndex(element)] != 0 : throw WrongType(nameof(Boolean));

    private int ValueIndex(int element)
    {
        if (!Column.IsList)
        {
            if (element != 0)
                CheckElement(element);
            return _values == 1 ? _value : throw NullAt(element);
        }

        CheckElement(element);
        if (_values == _levels)
            return _value + element;
        if (element < _element)
            (_element, _elementValue) = (0, _value);
        for (; _element < element; _element++)
            _elementValue += _buffer.Presences[_level + _element] == Presence.Value ? 1 : 0;
        return _buffer.Presences[_level + element] == Presence.Value ? _elementValue : throw NullAt(element);
    }

    private void CheckElement(int element)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(element);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(element, Count);
    }

    private InvalidOperationException NullAt(int element) =>
        new($"Column '{Column.Name}' has no value in this row{(Column.IsList ? $" at element {element}" : "")}.");

    private InvalidOperationException WrongType(string asked) =>
        new($"Column '{Column.Name}' is of type {Column.Type}; it has no {asked}.");
}

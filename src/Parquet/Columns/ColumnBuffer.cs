using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Tapedeck.Parquet;

/// <summary>
/// The values of one column, in the order of the rows: of a row group that is being written. A row gets one value, or null,
/// or a list: <see cref="BeginList"/>, then its elements, if any.
/// </summary>
public sealed partial class ColumnBuffer
{
    /// <summary>The most elements of a list: one that has more is neither written nor read.</summary>
    internal const int MaxElements = 1 << 24;

    /// <summary>The most bytes of a list's elements, likewise.</summary>
    internal const int MaxListBytes = 1 << 28;

    private const int MaxValueBytes = 1 << 29;

    private readonly bool _hasBytes;
    private readonly bool _isText;
    private readonly bool _isList;
    private bool _inList;
    private int _listStart;
    private int _listBytesStart;

    internal ColumnBuffer(ParquetColumn column)
    {
        Column = column;
        (_hasBytes, _isText, _isList) = (column.HasBytes, column.Type == ParquetType.String, column.IsList);
    }

    /// <summary>The column.</summary>
    public ParquetColumn Column { get; }

    /// <summary>The bytes it holds, before encoding: of the values, their lengths and levels.</summary>
    public long Bytes => Values.Length + 4L * Ends.Length + Presences.Length + Continues.Length;

    /// <summary>The rows begun since the last row group.</summary>
    internal int Rows { get; private set; }

    /// <summary>Appends null: to a list that was begun, as an element; else as the row's value.</summary>
    /// <exception cref="InvalidOperationException">The column is not nullable.</exception>
    public void AppendNull()
    {
        if (_inList)
        {
            CheckList(0);
            AddElement(Presence.NullElement);
            return;
        }

        if (!Column.IsNullable)
            throw new InvalidOperationException($"Column '{Column.Name}' is not nullable; null cannot be appended.");
        AddRow(Presence.Null);
    }

    /// <summary>Begins the list of the row, empty at first. It may have 16,777,216 elements, of 256 MiB.</summary>
    /// <exception cref="InvalidOperationException">The column is not of lists.</exception>
    public void BeginList()
    {
        if (!_isList)
            throw new InvalidOperationException($"Column '{Column.Name}' is not of lists; none can be begun.");
        AddRow(Presence.EmptyList);
        (_inList, _listStart, _listBytesStart) = (true, Presences.Length - 1, Values.Length);
    }

    /// <summary>Appends a string, as valid UTF-8, or the bytes of a binary value.</summary>
    /// <exception cref="InvalidOperationException">The column is of another type.</exception>
    /// <exception cref="ArgumentException">
    /// It is longer than 512 MiB; or a string is not valid UTF-8: other readers would refuse the whole file.
    /// </exception>
    public void Append(ReadOnlySpan<byte> utf8)
    {
        if (!_hasBytes)
            throw WrongType("bytes");
        if (utf8.Length > MaxValueBytes)
            throw new ArgumentException(
                $"A value for column '{Column.Name}' has {utf8.Length} bytes; at most {MaxValueBytes} are kept.", nameof(utf8));
        if (_isText && !Utf8.IsValid(utf8))
            throw new ArgumentException(
                $"A string for column '{Column.Name}' is not valid UTF-8 ({utf8.Length} bytes).", nameof(utf8));
        CheckList(utf8.Length);
        utf8.CopyTo(Values.Extend(utf8.Length));
        Ends.Add(Values.Length);
        AddValue();
    }

    /// <summary>Appends a number, or a timestamp in microseconds since 1970-01-01 UTC.</summary>
    /// <exception cref="InvalidOperationException">The column is of another type.</exception>
    public void Append(long value)
    {
        if (Column.Type is not (ParquetType.Int64 or ParquetType.Timestamp))
            throw WrongType("a number of 64 bits");
        AddFixed(value);
    }

    /// <summary>Appends a number, also to a column of 64 bits.</summary>
    /// <exception cref="InvalidOperationException">The column is of another type.</exception>
    public void Append(int value)
    {
        if (Column.Type == ParquetType.Int32)
            AddFixed(value);
        else if (Column.Type == ParquetType.Int64)
            AddFixed((long)value);
        else
            throw WrongType("a number of 32 bits");
    }

    /// <summary>Appends a floating-point number.</summary>
    /// <exception cref="InvalidOperationException">The column is of another type.</exception>
    public void Append(double value)
    {
        if (Column.Type != ParquetType.Double)
            throw WrongType("a floating-point number");
        AddFixed(value);
    }

    /// <summary>Appends true or false.</summary>
    /// <exception cref="InvalidOperationException">The column is of another type.</exception>
    public void Append(bool value)
    {
        if (Column.Type != ParquetType.Boolean)
            throw WrongType("a boolean");
        AddFixed(value ? (byte)1 : (byte)0);
    }

    internal void EndRow() => _inList = false;

    private void AddFixed<T>(T value)
        where T : unmanaged
    {
        CheckList(Unsafe.SizeOf<T>());
        MemoryMarshal.Write(Values.Extend(Unsafe.SizeOf<T>()), in value);
        AddValue();
    }

    private void AddValue()
    {
        if (_inList)
            AddElement(Presence.Value);
        else
            AddRow(Presence.Value);
    }

    private void CheckList(int bytes)
    {
        if (!_isList)
            return;
        if (!_inList)
            throw new InvalidOperationException($"Column '{Column.Name}' is of lists; begin one before its elements.");
        if (Presences.Length - _listStart >= MaxElements || Values.Length - _listBytesStart + bytes > MaxListBytes)
            throw new InvalidOperationException(
                $"A list of column '{Column.Name}' has more than {MaxElements:N0} elements or {MaxListBytes:N0} bytes; it is not kept.");
    }

    private void AddRow(Presence presence)
    {
        Presences.Add(presence);
        if (_isList)
            Continues.Add(0);
        Rows++;
    }

    private void AddElement(Presence presence)
    {
        if (Presences[Presences.Length - 1] == Presence.EmptyList)
        {
            Presences.Set(Presences.Length - 1, presence);
            return;
        }

        Presences.Add(presence);
        Continues.Add(1);
    }

    private InvalidOperationException WrongType(string given) =>
        new($"Column '{Column.Name}' is of type {Column.Type}; {given} cannot be appended.");
}

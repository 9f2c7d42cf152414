using System.Runtime.InteropServices;

namespace Tapedeck.Parquet;

/// <summary>
/// What a file's writer takes from the buffer, and a file's reader puts into it. <see cref="Presences"/> has one item a
/// level: a flat column has one level a row, a list has one for each element, or one if it has none. The values are dense:
/// one for each <see cref="Presence.Value"/>.
/// </summary>
public sealed partial class ColumnBuffer
{
    /// <summary>What stands at each level.</summary>
    internal PooledBuffer<Presence> Presences { get; } = new();

    /// <summary>Of lists only, the repetition level: 0 where a row begins, 1 where its list goes on.</summary>
    internal PooledBuffer<byte> Continues { get; } = new();

    /// <summary>
    /// The values without gaps: bytes of strings, or numbers of 8, 4 (Int32) or 1 (Boolean) bytes, little-endian.
    /// </summary>
    internal PooledBuffer<byte> Values { get; } = new();

    /// <summary>Of bytes only: where each value ends in <see cref="Values"/>.</summary>
    internal PooledBuffer<int> Ends { get; } = new();

    internal int ValueCount => _hasBytes ? Ends.Length : Values.Length / Width;

    /// <summary>The bytes of one number.</summary>
    internal int Width => Column.Type switch
    {
        ParquetType.Boolean => 1,
        ParquetType.Int32 => 4,
        _ => 8,
    };

    /// <summary>The bytes that a value takes by itself; of strings, with its length in four bytes.</summary>
    internal int PlainSize(int value) => _hasBytes ? sizeof(int) + Ends[value] - StartOf(value) : Width;

    internal int StartOf(int value) => value == 0 ? 0 : Ends[value - 1];

    internal ReadOnlySpan<byte> BytesAt(int value)
    {
        var start = StartOf(value);
        return Values.Span[start..Ends[value]];
    }

    internal ReadOnlySpan<T> Fixed<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Values.Span);

    /// <summary>Forgets the first levels and values, and keeps those after them.</summary>
    internal void RemoveFirst(int levels, int values)
    {
        Presences.RemoveFirst(levels);
        if (_isList)
            Continues.RemoveFirst(levels);
        if (!_hasBytes)
        {
            Values.RemoveFirst(values * Width);
            return;
        }

        var bytes = StartOf(values);
        Values.RemoveFirst(bytes);
        Ends.RemoveFirst(values);
        for (var i = 0; i < Ends.Length && bytes > 0; i++)
            Ends.Set(i, Ends[i] - bytes);
    }

    internal void Clear()
    {
        Presences.Clear();
        Continues.Clear();
        Values.Clear();
        Ends.Clear();
        Rows = 0;
        _inList = false;
    }

    /// <summary>Gives its memory back to the pool.</summary>
    internal void Free()
    {
        Presences.Free();
        Continues.Free();
        Values.Free();
        Ends.Free();
    }
}

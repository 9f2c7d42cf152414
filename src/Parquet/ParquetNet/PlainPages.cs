using System.Buffers;
using Parquet;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Writes a column's pages of PLAIN values by Parquet.Net, each of whole rows. Strings are given to it as bytes: it would turn
/// its own strings into the same.
/// </summary>
internal sealed class PlainPages(PageWriter pages, int pageBytes, LibraryPages library)
{
    // With the longest list as their last row, these are fewer levels than a reader takes at a time.
    private const int MaxLevels = 1 << 20;

    /// <summary>Writes all pages of a column, and returns how many.</summary>
    public int Write(ColumnBuffer column)
    {
        var count = 0;
        for (var (level, value) = (0, 0); level < column.Presences.Length; count++)
        {
            var (levelEnd, valueEnd) = PageEnd(column, level, value);
            var page = Encode(column, level..levelEnd, value..valueEnd);
            pages.Write(LibraryPages.Take(ref page, out var body), body);
            (level, value) = (levelEnd, valueEnd);
        }

        return count;
    }

    // A page ends with the row that makes it long enough.
    private (int Level, int Value) PageEnd(ColumnBuffer column, int level, int value)
    {
        var presences = column.Presences.Span;
        var continues = column.Continues.Span;
        var last = level + MaxLevels;
        for (var bytes = 0L; level < presences.Length; level++)
        {
            if ((bytes >= pageBytes || level >= last) && (continues.IsEmpty || continues[level] == 0))
                break;
            bytes++;
            if (presences[level] != Presence.Value)
                continue;
            bytes += column.PlainSize(value);
            value++;
        }

        return (level, value);
    }

    private ReadOnlySpan<byte> Encode(ColumnBuffer column, Range levels, Range values) => column.Column.Type switch
    {
        ParquetType.Boolean => EncodeNumbers(column, levels, column.Fixed<bool>()[values]),
        ParquetType.Int32 => EncodeNumbers(column, levels, column.Fixed<int>()[values]),
        ParquetType.Double => EncodeNumbers(column, levels, column.Fixed<double>()[values]),
        ParquetType.String or ParquetType.Binary => EncodeBytes(column, levels, values),
        _ => EncodeNumbers(column, levels, column.Fixed<long>()[values]),
    };

    private ReadOnlySpan<byte> EncodeNumbers<T>(ColumnBuffer column, Range levels, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        var copy = ArrayPool<T>.Shared.Rent(numbers.Length);
        numbers.CopyTo(copy);
        var page = library.Write<T>(column, levels, copy.AsMemory(0, numbers.Length), typeof(T), EncodingHint.Default);
        ArrayPool<T>.Shared.Return(copy);
        return page;
    }

    private ReadOnlySpan<byte> EncodeBytes(ColumnBuffer column, Range levels, Range values)
    {
        var (first, count) = values.GetOffsetAndLength(column.ValueCount);
        var slices = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(count);
        for (var i = 0; i < count; i++)
            slices[i] = column.Values.Array.AsMemory(column.StartOf(first + i)..column.Ends[first + i]);
        var page = library.Write<ReadOnlyMemory<byte>>(
            column, levels, slices.AsMemory(0, count), typeof(byte[]), EncodingHint.Default);
        ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(slices, clearArray: true);
        return page;
    }
}

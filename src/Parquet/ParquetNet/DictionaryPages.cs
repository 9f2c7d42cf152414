using System.Buffers;
using System.Text;
using Parquet;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Writes a dictionary and one page of indexes by Parquet.Net, which makes dictionaries of strings of UTF-16 only: those of
/// this column are converted, if some of them, taken evenly, repeat.
/// </summary>
internal sealed class DictionaryPages(PageWriter pages, LibraryPages library)
{
    private const int SampleSize = 512;
    private const int MaxLevels = 1 << 20;
    private const int MaxBytes = 1 << 26;

    /// <summary>Writes the pages, or nothing if the column's values do not repeat or are too many.</summary>
    /// <param name="dataOffset">Where the page of indexes begins.</param>
    public bool TryWrite(ColumnBuffer column, out long dataOffset)
    {
        dataOffset = 0;
        if (column.Column.Type != ParquetType.String || column.ValueCount < 2)
            return false;
        if (column.Presences.Length > MaxLevels || column.Values.Length > MaxBytes || !Repeats(column))
            return false;
        var written = Encode(column);
        var header = LibraryPages.Take(ref written, out var body);
        if (header.Type != PageType.DICTIONARY_PAGE)
            return false;
        // Parquet.Net names both encodings as version 1.0 of the format did.
        pages.Write(header with { Encoding = PageEncoding.PLAIN }, body);
        dataOffset = pages.Offset;
        header = LibraryPages.Take(ref written, out body);
        pages.Write(header with { Encoding = PageEncoding.RLE_DICTIONARY }, body);
        return true;
    }

    // At most half of the sample may be distinct, and then of all.
    private static bool Repeats(ColumnBuffer column)
    {
        var sample = Math.Min(SampleSize, column.ValueCount);
        var distinct = new HashSet<int>();
        for (var i = 0; i < sample; i++)
        {
            var hash = new HashCode();
            hash.AddBytes(column.BytesAt((int)((long)i * column.ValueCount / sample)));
            distinct.Add(hash.ToHashCode());
        }

        return distinct.Count <= sample / 2;
    }

    private ReadOnlySpan<byte> Encode(ColumnBuffer column)
    {
        var chars = ArrayPool<char>.Shared.Rent(column.Values.Length);
        var strings = ArrayPool<ReadOnlyMemory<char>>.Shared.Rent(column.ValueCount);
        var at = 0;
        for (var i = 0; i < column.ValueCount; i++)
        {
            var length = Encoding.UTF8.GetChars(column.BytesAt(i), chars.AsSpan(at));
            strings[i] = chars.AsMemory(at, length);
            at += length;
        }

        var written = library.Write<ReadOnlyMemory<char>>(
            column, .., strings.AsMemory(0, column.ValueCount), typeof(string), EncodingHint.Dictionary);
        ArrayPool<ReadOnlyMemory<char>>.Shared.Return(strings, clearArray: true);
        ArrayPool<char>.Shared.Return(chars);
        return written;
    }
}

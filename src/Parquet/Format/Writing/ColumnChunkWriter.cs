namespace Tapedeck.Parquet.Format;

/// <summary>
/// Writes the pages of a column in a row group: a dictionary where that makes it smaller, then data pages of version 1, each of
/// whole rows. It holds one page, for one column after another.
/// </summary>
internal sealed class ColumnChunkWriter(PageWriter pages, int pageBytes)
{
    private const int IndexBytes = 4;

    private readonly LevelEncoder _levels = new();
    private readonly DictionaryBuilder _dictionary = new();
    private readonly PooledBuffer<byte> _page = new();

    public ColumnMetadata Write(ColumnBuffer column)
    {
        var hasDictionary = _dictionary.TryBuild(column);
        var encoding = hasDictionary ? PageEncoding.RLE_DICTIONARY : PageEncoding.PLAIN;
        pages.BeginColumn();
        if (hasDictionary)
            WriteDictionary(column);
        var dataOffset = pages.Offset;
        var count = 0;
        for (var at = (Level: 0, Value: 0); at.Level < column.Presences.Length; count++)
        {
            var next = PageEnd(column, at, hasDictionary);
            WritePage(column, at, next, encoding);
            at = next;
        }

        List<PageCount> counts = [new(PageType.DATA_PAGE, encoding, count)];
        if (hasDictionary)
            counts.Insert(0, new(PageType.DICTIONARY_PAGE, PageEncoding.PLAIN, 1));
        return new ColumnMetadata
        {
            Type = ColumnElements.PhysicalTypeOf(column.Column.Type),
            Codec = pages.Codec,
            Encodings = hasDictionary ? [PageEncoding.PLAIN, PageEncoding.RLE, encoding] : [PageEncoding.PLAIN, PageEncoding.RLE],
            Path = ColumnElements.PathOf(column.Column),
            ValueCount = column.Presences.Length,
            UncompressedSize = pages.UncompressedSize,
            CompressedSize = pages.CompressedSize,
            DataPageOffset = dataOffset,
            DictionaryPageOffset = hasDictionary ? pages.ColumnOffset : null,
            Statistics = ChunkStatistics.Of(column, hasDictionary ? _dictionary.Entries : []),
            Pages = counts,
        };
    }

    public void Free()
    {
        _levels.Free();
        _dictionary.Free();
        _page.Free();
    }

    private void WriteDictionary(ColumnBuffer column)
    {
        _page.Clear();
        PlainEncoder.Encode(column, _dictionary.Entries, _page);
        pages.Write(PageType.DICTIONARY_PAGE, PageEncoding.PLAIN, _dictionary.Entries.Length, _page.Span);
    }

    private void WritePage(ColumnBuffer column, (int Level, int Value) from, (int Level, int Value) to, PageEncoding encoding)
    {
        _page.Clear();
        _levels.Encode(column, from.Level, to.Level, _page);
        if (encoding == PageEncoding.PLAIN)
            PlainEncoder.Encode(column, from.Value, to.Value, _page);
        else
        {
            _page.Add((byte)_dictionary.BitWidth);
            RleEncoder.Encode(_dictionary.Indexes[from.Value..to.Value], _dictionary.BitWidth, _page);
        }

        pages.Write(PageType.DATA_PAGE, encoding, to.Level - from.Level, _page.Span);
    }

    // A page ends with the row that makes it long enough.
    private (int Level, int Value) PageEnd(ColumnBuffer column, (int Level, int Value) from, bool hasDictionary)
    {
        var presences = column.Presences.Span;
        var continues = column.Continues.Span;
        var (level, value) = from;
        for (var bytes = 0L; level < presences.Length; level++)
        {
            if (bytes >= pageBytes && (continues.IsEmpty || continues[level] == 0))
                break;
            bytes++;
            if (presences[level] != Presence.Value)
                continue;
            bytes += hasDictionary ? IndexBytes : column.PlainSize(value);
            value++;
        }

        return (level, value);
    }
}

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Writes the pages of a column in a row group: a dictionary and its indexes where strings repeat, else pages of values. It
/// holds the pages of a dictionary, or one page of values, for one column after another.
/// </summary>
internal sealed class ColumnChunkWriter(PageWriter pages, int pageBytes)
{
    private readonly LibraryPages _library = new(pages.Codec);

    public ColumnMetadata Write(ColumnBuffer column)
    {
        pages.BeginColumn();
        var hasDictionary = new DictionaryPages(pages, _library).TryWrite(column, out var dataOffset);
        var written = hasDictionary ? 0 : new PlainPages(pages, pageBytes, _library).Write(column);
        PageEncoding[] encodings = [PageEncoding.PLAIN, PageEncoding.RLE];
        return new ColumnMetadata
        {
            Type = ColumnElements.PhysicalTypeOf(column.Column.Type),
            Codec = pages.Codec,
            Encodings = hasDictionary ? [.. encodings, PageEncoding.RLE_DICTIONARY] : encodings,
            Path = ColumnElements.PathOf(column.Column),
            ValueCount = column.Presences.Length,
            UncompressedSize = pages.UncompressedSize,
            CompressedSize = pages.CompressedSize,
            DataPageOffset = hasDictionary ? dataOffset : pages.ColumnOffset,
            DictionaryPageOffset = hasDictionary ? pages.ColumnOffset : null,
            Statistics = ChunkStatistics.Of(column, []),
            Pages = hasDictionary
                ? [new(PageType.DICTIONARY_PAGE, PageEncoding.PLAIN, 1), new(PageType.DATA_PAGE, PageEncoding.RLE_DICTIONARY, 1)]
                : [new(PageType.DATA_PAGE, PageEncoding.PLAIN, written)],
        };
    }

    public void Free() => _library.Free();
}

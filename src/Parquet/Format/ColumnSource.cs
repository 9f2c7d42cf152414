using Tapedeck.Parquet.Format;

namespace Tapedeck.Parquet;

/// <summary>Yields the levels and values of one column in one row group, run by run. It holds one page.</summary>
internal sealed class ColumnSource : IDisposable
{
    private readonly string _file;
    private readonly string _column;
    private readonly PageReader _pages;
    private readonly LevelReader _levels;
    private readonly ValueReader _values;

    // The levels that are left, of the chunk and of the page.
    private long _chunkLevels;
    private int _pageLevels;

    public ColumnSource(FileBytes bytes, LeafColumn leaf, ColumnMetadata chunk, string file, string column)
    {
        (_file, _column) = (file, column);
        _pages = new PageReader(bytes, chunk);
        _levels = new LevelReader(leaf);
        _values = new ValueReader(leaf);
        _chunkLevels = chunk.ValueCount;
    }

    /// <summary>
    /// Appends the next run of levels, at least one, and their values. False at the end. A list may begin in one run and go
    /// on in the next.
    /// </summary>
    /// <exception cref="ParquetException">A page is damaged, or uses what this reader does not know.</exception>
    public bool TryRead(ColumnBuffer into)
    {
        try
        {
            while (_pageLevels == 0)
            {
                if (_chunkLevels == 0)
                    return false;
                NextPage();
            }

            var count = Math.Min(_pageLevels, _values.RunLength);
            _values.Read(_levels.Read(count, into), into);
            _pageLevels -= count;
            return true;
        }
        catch (InvalidDataException damage)
        {
            throw new ParquetException(_file, $"{_column}, page at byte {_pages.Offset}", damage.Message, damage);
        }
    }

    public void Dispose()
    {
        _pages.Free();
        _levels.Free();
        _values.Free();
    }

    private void NextPage()
    {
        if (_pages.Next() is not { } header)
            throw new InvalidDataException($"its column ends, and the footer announces {_chunkLevels:N0} more values");
        if (header.Type == PageType.DICTIONARY_PAGE)
            _values.SetDictionary(header, _pages.Bytes, _pages.Length);
        else if (header.Type is PageType.DATA_PAGE or PageType.DATA_PAGE_V2)
            BeginDataPage(header);
    }

    private void BeginDataPage(PageHeader header)
    {
        if (header.ValueCount < 0 || header.ValueCount > _chunkLevels)
            throw new InvalidDataException(
                $"it has {header.ValueCount:N0} values, and by the footer its column has {_chunkLevels:N0} left");
        _values.Begin(header, _pages.Bytes, _levels.Begin(header, _pages.Bytes, _pages.Length), _pages.Length);
        _chunkLevels -= header.ValueCount;
        _pageLevels = header.ValueCount;
    }
}

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Reads the pages of a column chunk one after another, and decompresses them. A page of more than 1 GiB
/// is refused, and a dictionary of more than 256 MiB.
/// </summary>
internal sealed class PageReader(FileBytes file, ColumnMetadata chunk)
{
    private const int FirstHeaderWindow = 1 << 10;
    private const int MaxHeader = 1 << 24;
    private const int MaxPage = 1 << 30;
    private const int MaxDictionary = 1 << 28;

    private readonly PooledBuffer<byte> _raw = new();
    private readonly PooledBuffer<byte> _page = new();
    private readonly long _end = chunk.Start + chunk.CompressedSize;
    private long _next = chunk.Start;

    /// <summary>Where the page's header begins.</summary>
    public long Offset { get; private set; } = chunk.Start;

    /// <summary>The page: levels and values, or a dictionary. The array is longer than <see cref="Length"/>.</summary>
    public byte[] Bytes => _page.Array;

    public int Length => _page.Length;

    /// <summary>Goes to the next page; null after the last.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public PageHeader? Next()
    {
        Offset = _next;
        if (_next >= _end)
            return null;
        var header = ReadHeader(out var length);
        var at = Offset + length;
        if (header.CompressedSize < 0 || header.CompressedSize > _end - at)
            throw new InvalidDataException(
                $"it is {header.CompressedSize:N0} bytes long, and its column chunk has {_end - at:N0} left");
        var most = header.Type == PageType.DICTIONARY_PAGE ? MaxDictionary : MaxPage;
        if (header.UncompressedSize < 0 || header.UncompressedSize > most)
            throw new InvalidDataException(
                $"it is {header.UncompressedSize:N0} bytes long uncompressed; at most {most:N0} are read");
        _next = at + header.CompressedSize;
        if (header.Type is PageType.DATA_PAGE or PageType.DATA_PAGE_V2 or PageType.DICTIONARY_PAGE)
            ReadBody(header, at);
        return header;
    }

    public void Free()
    {
        _raw.Free();
        _page.Free();
    }

    private PageHeader ReadHeader(out int length)
    {
        for (var window = FirstHeaderWindow; ; window *= 8)
        {
            _raw.Clear();
            var bytes = _raw.Extend((int)Math.Min(window, _end - Offset));
            file.Read(Offset, bytes);
            var reader = new ThriftReader(bytes);
            try
            {
                var header = PageHeader.Read(ref reader);
                length = reader.Position;
                return header;
            }
            catch (InvalidDataException) when (reader.RanOut && bytes.Length == window && window < MaxHeader)
            {
                // The header is longer than what was read of it.
            }
        }
    }

    private void ReadBody(PageHeader header, long at)
    {
        _page.Clear();
        var levels = LevelBytes(header);
        if (chunk.Codec == Codec.UNCOMPRESSED || !header.IsCompressed)
        {
            if (header.CompressedSize != header.UncompressedSize)
                throw new InvalidDataException(
                    $"it is not compressed, but {header.UncompressedSize:N0} bytes long uncompressed " +
                    $"and {header.CompressedSize:N0} in the file");
            file.Read(at, _page.Extend(header.CompressedSize));
            return;
        }

        _raw.Clear();
        file.Read(at, _raw.Extend(header.CompressedSize));
        _raw.Span[..levels].CopyTo(_page.Extend(levels));
        var values = new ArraySegment<byte>(_raw.Array, levels, header.CompressedSize - levels);
        if (header.UncompressedSize > levels)
            PageDecompressor.Decompress(values, chunk.Codec, header.UncompressedSize - levels, _page);
    }

    private static int LevelBytes(PageHeader header)
    {
        var levels = (long)header.RepetitionBytes + header.DefinitionBytes;
        var most = Math.Min(header.CompressedSize, header.UncompressedSize);
        if (header.RepetitionBytes < 0 || header.DefinitionBytes < 0 || levels > most)
            throw new InvalidDataException(
                $"its levels are {header.RepetitionBytes} and {header.DefinitionBytes} bytes long, in a page of {most:N0}");
        return (int)levels;
    }
}

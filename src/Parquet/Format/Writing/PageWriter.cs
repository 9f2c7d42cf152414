namespace Tapedeck.Parquet.Format;

/// <summary>Compresses pages and writes them with their headers, and counts their bytes.</summary>
internal sealed class PageWriter(Stream stream, Codec codec)
{
    private readonly ThriftWriter _header = new();
    private readonly PooledBuffer<byte> _compressed = new();

    public Codec Codec => codec;

    /// <summary>Where the next byte is written.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the first page of the column is.</summary>
    public long ColumnOffset { get; private set; }

    /// <summary>The bytes of the column's pages with their headers, before compression.</summary>
    public long UncompressedSize { get; private set; }

    /// <summary>The bytes of the column's pages with their headers, as written.</summary>
    public long CompressedSize => Offset - ColumnOffset;

    public void BeginColumn() => (ColumnOffset, UncompressedSize) = (Offset, 0);

    public void Write(PageType type, PageEncoding encoding, int values, ReadOnlySpan<byte> page)
    {
        _compressed.Clear();
        if (codec != Codec.UNCOMPRESSED)
            PageCompressor.Compress(page, codec, _compressed);
        var body = codec == Codec.UNCOMPRESSED ? page : _compressed.Span;
        var header = new PageHeader
        {
            Type = type,
            UncompressedSize = page.Length,
            CompressedSize = body.Length,
            ValueCount = values,
            Encoding = encoding,
        };
        Write(header, body);
    }

    /// <summary>Writes a page that is compressed already.</summary>
    public void Write(PageHeader header, ReadOnlySpan<byte> body)
    {
        _header.Clear();
        header.Write(_header);
        Write(_header.Written);
        Write(body);
        UncompressedSize += _header.Written.Length + header.UncompressedSize;
    }

    /// <summary>Writes bytes that are of no page.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        Offset += bytes.Length;
    }

    public void Free()
    {
        _header.Free();
        _compressed.Free();
    }
}

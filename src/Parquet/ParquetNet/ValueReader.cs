using System.Buffers.Binary;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Reads the values of data pages in any encoding that Parquet.Net knows, a whole page at a time. What is damaged is an
/// <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class ValueReader(LeafColumn leaf)
{
    // Few bytes can stand for many levels, and a whole page of them is in memory: with the longest list as its last row.
    private const int MaxLevels = 2 * ColumnBuffer.MaxElements;

    private readonly PageDecoder _decoder = new(leaf);
    private readonly PooledBuffer<int> _booleans = new();
    private PageHeader? _page;
    private ArraySegment<byte> _bytes;

    /// <summary>The most values that should be read at a time: those of the page.</summary>
    public int RunLength { get; private set; }

    public void SetDictionary(PageHeader header, byte[] page, int length)
    {
        if (_decoder.HasDictionary)
            throw new InvalidDataException("it is a second dictionary; its column has at most one");
        if (header.Encoding is not (PageEncoding.PLAIN or PageEncoding.PLAIN_DICTIONARY))
            throw new InvalidDataException($"it is a dictionary that is encoded as {header.Encoding}; expected PLAIN");
        CheckPlain(header.ValueCount, page.AsSpan(0, length));
        _decoder.SetDictionary(header, page[..length]);
    }

    public void Begin(PageHeader header, byte[] page, int start, int length)
    {
        if (header.ValueCount > MaxLevels)
            throw new InvalidDataException($"it has {header.ValueCount:N0} values; at most {MaxLevels:N0} in a page are read");
        if (header.Encoding is PageEncoding.RLE_DICTIONARY or PageEncoding.PLAIN_DICTIONARY && !_decoder.HasDictionary)
            throw new InvalidDataException("it has indexes into a dictionary, and there is none before it");
        if (header.Encoding == PageEncoding.RLE && leaf.Column.Type != ParquetType.Boolean)
            throw new InvalidDataException("it is encoded as RLE, which is for booleans only");
        RunLength = header.ValueCount;
        _page = header;
        _bytes = new ArraySegment<byte>(page, start, length - start);
    }

    /// <summary>Appends the values of the page, which are so many.</summary>
    public void Read(int count, ColumnBuffer into)
    {
        if (count == 0)
            return;
        if (_page!.Encoding is PageEncoding.PLAIN or PageEncoding.BYTE_STREAM_SPLIT)
            CheckPlain(count, _bytes);
        if (_page.Encoding == PageEncoding.RLE)
            ReadBooleans(count, into.Values);
        else
            _decoder.Decode(_page, _bytes, count, into);
    }

    public void Free()
    {
        _decoder.Free();
        _booleans.Free();
    }

    // Parquet.Net makes zeros of the floats that a page is too short for, and empty values of those with a negative length.
    private void CheckPlain(int count, ReadOnlySpan<byte> values)
    {
        var least = leaf.Node.Element.Type switch
        {
            PhysicalType.BOOLEAN => (count + 7L) / 8,
            PhysicalType.BYTE_ARRAY => (long)count * sizeof(int),
            _ => (long)count * leaf.Width,
        };
        if (count < 0 || least > values.Length)
            throw new InvalidDataException(
                $"its {count:N0} values need at least {least:N0} bytes, and {values.Length:N0} are left of it");
        for (; leaf.Column.HasBytes && count > 0; count--)
        {
            var length = values.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(values);
            if (length < 0 || length > values.Length - sizeof(int))
                throw new InvalidDataException(
                    $"a value of {length:N0} bytes is announced, and {values.Length:N0} are left of the page");
            values = values[(sizeof(int) + length)..];
        }
    }

    // Parquet.Net takes the length before the runs for runs.
    private void ReadBooleans(int count, PooledBuffer<byte> into)
    {
        var length = _bytes.Count < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(_bytes);
        if (length < 0 || length > _bytes.Count - sizeof(int))
            throw new InvalidDataException($"its booleans are {length:N0} bytes long, and {_bytes.Count:N0} are left of it");
        var start = _bytes.Offset + sizeof(int);
        _booleans.Clear();
        new RleDecoder(_bytes.Array!, start, start + length, bitWidth: 1).Read(_booleans.Extend(count));
        foreach (var boolean in _booleans.Span)
            into.Add((byte)boolean);
    }
}

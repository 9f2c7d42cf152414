using System.Buffers.Binary;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Reads the values of data pages, some at a time: PLAIN ones, indexes into the dictionary, or booleans in runs. What is
/// damaged is an <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class ValueReader(LeafColumn leaf)
{
    // A dictionary can turn few bytes into many: about this many are decoded at a time.
    private const int RunBytes = 1 << 22;

    private readonly PlainDecoder _plain = new(leaf);
    private readonly PooledBuffer<int> _indexes = new();
    private ColumnBuffer? _dictionary;
    private int _longest;
    private RleDecoder _runs;
    private PageEncoding _encoding;

    /// <summary>The most values that should be read at a time.</summary>
    public int RunLength { get; private set; }

    public void SetDictionary(PageHeader header, byte[] page, int length)
    {
        if (_dictionary is not null)
            throw new InvalidDataException("it is a second dictionary; its column has at most one");
        if (header.Encoding is not (PageEncoding.PLAIN or PageEncoding.PLAIN_DICTIONARY))
            throw Unknown(header.Encoding);
        if (header.ValueCount < 0)
            throw new InvalidDataException($"it is a dictionary of {header.ValueCount} values");
        _dictionary = new ColumnBuffer(leaf.Column);
        _plain.Begin(page, 0, length);
        _plain.Read(header.ValueCount, _dictionary);
        _longest = _dictionary.Width;
        for (var i = 0; leaf.Column.HasBytes && i < _dictionary.ValueCount; i++)
            _longest = Math.Max(_longest, _dictionary.BytesAt(i).Length);
    }

    public void Begin(PageHeader header, byte[] page, int start, int length)
    {
        _encoding = header.Encoding;
        switch (_encoding)
        {
            case PageEncoding.PLAIN:
                _plain.Begin(page, start, length);
                RunLength = RunOf((length - start) / Math.Max(1, header.ValueCount));
                break;
            case PageEncoding.RLE when leaf.Column.Type == ParquetType.Boolean:
                BeginBooleans(page, start, length);
                break;
            case PageEncoding.RLE_DICTIONARY or PageEncoding.PLAIN_DICTIONARY:
                if (_dictionary is null)
                    throw new InvalidDataException("it has indexes into a dictionary, and there is none before it");
                _runs = start < length
                    ? new RleDecoder(page, start + 1, length, page[start])
                    : new RleDecoder(page, start, length, 0); // without values there need not even be their width
                RunLength = RunOf(_longest);
                break;
            default:
                throw Unknown(_encoding);
        }
    }

    public void Read(int count, ColumnBuffer into)
    {
        if (_encoding == PageEncoding.PLAIN)
        {
            _plain.Read(count, into);
            return;
        }

        _indexes.Clear();
        var indexes = _indexes.Extend(count);
        _runs.Read(indexes);
        if (_encoding == PageEncoding.RLE)
        {
            var values = into.Values.Extend(count);
            for (var i = 0; i < count; i++)
                values[i] = (byte)indexes[i];
        }
        else if (leaf.Column.HasBytes)
            LookUpBytes(indexes, _dictionary!, into);
        else
            LookUpNumbers(indexes, _dictionary!, into.Values.Extend(count * into.Width));
    }

    public void Free()
    {
        _indexes.Free();
        _dictionary?.Free();
    }

    private static int RunOf(int valueBytes) => Math.Clamp(RunBytes / Math.Max(1, valueBytes), 1, 4096);

    private void BeginBooleans(byte[] page, int start, int length)
    {
        RunLength = RunOf(1);
        var bytes = length - start < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(page.AsSpan(start));
        if (bytes < 0 || bytes > length - start - sizeof(int))
            throw new InvalidDataException($"its booleans are {bytes:N0} bytes long, and {length - start:N0} are left of it");
        _runs = new RleDecoder(page, start + sizeof(int), start + sizeof(int) + bytes, 1);
    }

    private static void LookUpBytes(ReadOnlySpan<int> indexes, ColumnBuffer dictionary, ColumnBuffer into)
    {
        foreach (var index in indexes)
        {
            if ((uint)index >= (uint)dictionary.ValueCount)
                throw NoEntry(index, dictionary);
            var value = dictionary.BytesAt(index);
            value.CopyTo(into.Values.Extend(value.Length));
            into.Ends.Add(into.Values.Length);
        }
    }

    private static void LookUpNumbers(ReadOnlySpan<int> indexes, ColumnBuffer dictionary, Span<byte> into)
    {
        var width = dictionary.Width;
        var values = dictionary.Values.Span;
        var count = dictionary.ValueCount;
        foreach (var index in indexes)
        {
            if ((uint)index >= (uint)count)
                throw NoEntry(index, dictionary);
            values.Slice(index * width, width).CopyTo(into);
            into = into[width..];
        }
    }

    private static InvalidDataException NoEntry(int index, ColumnBuffer dictionary) =>
        new($"it has index {(uint)index:N0} into a dictionary of {dictionary.ValueCount:N0} values");

    private static InvalidDataException Unknown(PageEncoding encoding) => new(
        $"it is encoded as {encoding}, which this reader does not read; expected PLAIN or RLE_DICTIONARY, or RLE for booleans");
}

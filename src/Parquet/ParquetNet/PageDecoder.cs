using System.Buffers;
using System.Runtime.InteropServices;

namespace Tapedeck.Parquet.Format;

/// <summary>Decodes the values of pages by Parquet.Net, which reads the dictionary again for each.</summary>
internal sealed class PageDecoder(LeafColumn leaf)
{
    // What a page has beyond its own length, a dictionary or common beginnings made of few bytes.
    private const long MaxAddedBytes = 1 << 28;

    private readonly PhysicalType _type = leaf.Node.Element.Type!.Value;
    private PageHeader? _dictionary;
    private byte[] _dictionaryBytes = [];

    public bool HasDictionary => _dictionary is not null;

    public void SetDictionary(PageHeader header, byte[] bytes) => (_dictionary, _dictionaryBytes) = (header, bytes);

    /// <summary>Appends the values of a page.</summary>
    public void Decode(PageHeader page, ReadOnlySpan<byte> bytes, int count, ColumnBuffer into)
    {
        switch (_type)
        {
            case PhysicalType.BOOLEAN:
                DecodeNumbers<bool>(page, bytes, count, into);
                break;
            case PhysicalType.INT32:
                DecodeNumbers<int>(page, bytes, count, into);
                break;
            case PhysicalType.INT64:
                DecodeNumbers<long>(page, bytes, count, into);
                break;
            case PhysicalType.FLOAT:
                DecodeNumbers<float>(page, bytes, count, into);
                break;
            case PhysicalType.DOUBLE:
                DecodeNumbers<double>(page, bytes, count, into);
                break;
            default:
                DecodeBytes(page, bytes, count, into);
                break;
        }
    }

    public void Free() => (_dictionary, _dictionaryBytes) = (null, []);

    private void DecodeNumbers<T>(PageHeader page, ReadOnlySpan<byte> bytes, int count, ColumnBuffer into)
        where T : unmanaged
    {
        var values = ArrayPool<T>.Shared.Rent(count);
        try
        {
            Read(page, bytes, values.AsMemory(0, count));
            leaf.Decode(MemoryMarshal.AsBytes(values.AsSpan(0, count)), into.Values);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(values);
        }
    }

    private void DecodeBytes(PageHeader page, ReadOnlySpan<byte> bytes, int count, ColumnBuffer into)
    {
        var values = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(count);
        try
        {
            Read(page, bytes, values.AsMemory(0, count));
            var length = 0L;
            foreach (var value in values.AsSpan(0, count))
                length += value.Length;
            if (length > bytes.Length + MaxAddedBytes)
                throw new InvalidDataException(
                    $"its {bytes.Length:N0} bytes stand for {length:N0}; at most {MaxAddedBytes:N0} more are read");
            var to = into.Values.Extend((int)length);
            var end = into.Values.Length - to.Length;
            foreach (var value in values.AsSpan(0, count))
            {
                value.Span.CopyTo(to);
                to = to[value.Length..];
                into.Ends.Add(end += value.Length);
            }
        }
        finally
        {
            ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(values, clearArray: true);
        }
    }

    private void Read<T>(PageHeader page, ReadOnlySpan<byte> bytes, Memory<T> into)
        where T : struct
    {
        // What Parquet.Net may leave out is nothing, not what the memory held before.
        into.Span.Clear();
        var file = new PageFile(_type, Codec.UNCOMPRESSED, into.Length);
        try
        {
            if (page.Encoding is PageEncoding.RLE_DICTIONARY or PageEncoding.PLAIN_DICTIONARY)
                file.Add(Uncompressed(_dictionary!, _dictionary!.ValueCount, _dictionaryBytes.Length), _dictionaryBytes);
            file.Add(Uncompressed(page, into.Length, bytes.Length) with { Type = PageType.DATA_PAGE }, bytes);
            file.Read(into);
        }
        finally
        {
            file.Free();
        }
    }

    private static PageHeader Uncompressed(PageHeader header, int values, int length) =>
        header with { ValueCount = values, UncompressedSize = length, CompressedSize = length };
}

using System.Buffers.Binary;
using LibraryReader = Parquet.ParquetReader;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// One page, and the dictionary before it, as a Parquet file with one column of required values: Parquet.Net reads no page by
/// itself, but this file, whose footer and headers are written here and so are not damaged.
/// </summary>
internal sealed class PageFile(PhysicalType type, Codec codec, int values)
{
    private const string ColumnName = "page";

    private readonly PooledBuffer<byte> _bytes = Begin();
    private readonly ThriftWriter _thrift = new();

    public void Add(PageHeader header, ReadOnlySpan<byte> body)
    {
        _thrift.Clear();
        header.Write(_thrift);
        Append(_thrift.Written);
        Append(body);
    }

    /// <summary>Reads the values. It takes memory for the whole page, and for each value that is of bytes.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or encoded in a way that Parquet.Net does not know.</exception>
    public void Read<T>(Memory<T> into)
        where T : struct
    {
        AddFooter();
        try
        {
            Waiting.For(() => ReadAsync(into));
        }
        catch (Exception problem)
        {
            // Parquet.Net was given nothing but the page: whatever it throws tells of that.
            throw new InvalidDataException($"Parquet.Net does not read it: {problem.Message}", problem);
        }
    }

    public void Free()
    {
        _bytes.Free();
        _thrift.Free();
    }

    private async Task<int> ReadAsync<T>(Memory<T> into)
        where T : struct
    {
        using var stream = new MemoryStream(_bytes.Array, 0, _bytes.Length, writable: false);
        await using var reader = await LibraryReader.CreateAsync(stream);
        await reader.OpenRowGroupReader(0).ReadRawAsync(reader.Schema.DataFields[0], into, null, null);
        return into.Length;
    }

    private static PooledBuffer<byte> Begin()
    {
        var bytes = new PooledBuffer<byte>();
        FileMagic.Plain.CopyTo(bytes.Extend(FileMagic.Length));
        return bytes;
    }

    private void AddFooter()
    {
        var column = new ColumnMetadata
        {
            Type = type,
            Codec = codec,
            ValueCount = values,
            UncompressedSize = _bytes.Length,
            CompressedSize = _bytes.Length,
            DataPageOffset = FileMagic.Length,
            Path = [ColumnName],
        };
        // A page with fewer values than announced is followed by what is read as a header without fields, and refused.
        _bytes.Add((byte)ThriftType.Stop);
        _thrift.Clear();
        new FileMetadata
        {
            Schema =
            [
                new("") { Children = 1 },
                new(ColumnName) { Type = type, Repetition = Repetition.REQUIRED },
            ],
            Rows = values,
            RowGroups = [new RowGroupMetadata([column], values)],
        }.Write(_thrift);
        Append(_thrift.Written);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.Extend(sizeof(int)), _thrift.Written.Length);
        Append(FileMagic.Plain);
    }

    private void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(_bytes.Extend(bytes.Length));
}

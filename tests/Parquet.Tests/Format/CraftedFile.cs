using System.Buffers.Binary;
using Tapedeck.Parquet;
using Tapedeck.Parquet.Format;

namespace Tapedeck.Tests.Parquet.Format;

/// <summary>A file of one column and one row group, with whatever pages and footer a test wants to lie with.</summary>
internal sealed class CraftedFile
{
    private readonly PooledBuffer<byte> _pages = new();
    private readonly ThriftWriter _header = new();

    public List<SchemaElement> Schema { get; init; } =
        [new("root") { Children = 1 }, new("text") { Type = PhysicalType.BYTE_ARRAY, Repetition = Repetition.OPTIONAL, Converted = ConvertedType.UTF8 }];

    public long Rows { get; init; } = 1;

    public Func<ColumnMetadata, ColumnMetadata> Column { get; init; } = column => column;

    /// <summary>Adds a page: a header, and a body that need not be what it says.</summary>
    public CraftedFile Page(PageHeader header, params ReadOnlySpan<byte> body)
    {
        _header.Clear();
        header.Write(_header);
        _header.Written.CopyTo(_pages.Extend(_header.Written.Length));
        body.CopyTo(_pages.Extend(body.Length));
        return this;
    }

    /// <summary>Adds an uncompressed page with a header that is right.</summary>
    public CraftedFile Data(int values, PageEncoding encoding, params ReadOnlySpan<byte> body) => Page(Header(values, encoding, body.Length), body);

    public CraftedFile Dictionary(int values, params ReadOnlySpan<byte> body) =>
        Page(Header(values, PageEncoding.PLAIN, body.Length) with { Type = PageType.DICTIONARY_PAGE }, body);

    public static PageHeader Header(int values, PageEncoding encoding, int size) => new()
    {
        Type = PageType.DATA_PAGE,
        UncompressedSize = size,
        CompressedSize = size,
        ValueCount = values,
        Encoding = encoding,
    };

    public byte[] Bytes()
    {
        var footer = new ThriftWriter();
        new FileMetadata
        {
            Schema = Schema,
            Rows = Rows,
            RowGroups =
            [
                new([Column(new ColumnMetadata
                {
                    Type = Schema[^1].Type ?? PhysicalType.BYTE_ARRAY,
                    Codec = Codec.UNCOMPRESSED,
                    ValueCount = Rows,
                    UncompressedSize = _pages.Length,
                    CompressedSize = _pages.Length,
                    DataPageOffset = 4,
                })], Rows),
            ],
        }.Write(footer);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Written.Length);
        return [.. "PAR1"u8, .. _pages.Span, .. footer.Written, .. length, .. "PAR1"u8];
    }

    /// <summary>Reads all rows, and fails if that takes more memory than a few pages.</summary>
    public ParquetException Refused(long memory = 1 << 20)
    {
        var bytes = Bytes();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<ParquetException>(() => ReadAll(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, memory);
        Assert.StartsWith("crafted.parquet: ", refused.Message, StringComparison.Ordinal);
        return refused;
    }

    public static long ReadAll(byte[] file)
    {
        using var reader = ParquetReader.Open(new MemoryStream(file), "crafted.parquet");
        var rows = 0L;
        for (var group = 0; group < reader.RowGroups.Count; group++)
        {
            using var values = reader.ReadRowGroup(group);
            while (values.Read())
                rows++;
        }

        return rows;
    }
}

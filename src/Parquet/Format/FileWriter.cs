using System.Buffers.Binary;
using Tapedeck.Parquet.Format;

namespace Tapedeck.Parquet;

/// <summary>
/// Writes the frame of a file: <c>PAR1</c>, the pages of each row group, the footer, its length in four bytes, <c>PAR1</c>.
/// Source: File format in the README of the Parquet format specification.
/// </summary>
internal sealed class FileWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly ParquetSchema _schema;
    private readonly ParquetWriterOptions _options;
    private readonly PageWriter _pages;
    private readonly ColumnChunkWriter _chunks;
    private readonly List<RowGroupMetadata> _rowGroups = [];

    public FileWriter(Stream stream, ParquetSchema schema, ParquetWriterOptions options)
    {
        (_stream, _schema, _options) = (stream, schema, options);
        _pages = new PageWriter(stream, PageCompressor.CodecOf(options.Compression));
        _chunks = new ColumnChunkWriter(_pages, options.PageBytes);
        _pages.Write(FileMagic.Plain);
    }

    /// <summary>Writes what the buffers hold; they are cleared afterwards.</summary>
    public void WriteRowGroup(ReadOnlySpan<ColumnBuffer> columns, int rows)
    {
        var written = new List<ColumnMetadata>(columns.Length);
        foreach (var column in columns)
            written.Add(_chunks.Write(column));
        _rowGroups.Add(new RowGroupMetadata(written, rows));
    }

    /// <summary>Writes the footer.</summary>
    public void Finish()
    {
        var footer = new ThriftWriter();
        new FileMetadata
        {
            Schema = ColumnElements.Of(_schema),
            Rows = _rowGroups.Sum(rowGroup => rowGroup.Rows),
            RowGroups = _rowGroups,
            KeyValues = _options.Metadata,
            CreatedBy = _options.CreatedBy,
            TypeOrders = [.. _schema.Select(_ => true)],
        }.Write(footer);
        _pages.Write(footer.Written);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Written.Length);
        _pages.Write(length);
        _pages.Write(FileMagic.Plain);
        _stream.Flush();
        footer.Free();
    }

    public void Dispose()
    {
        _pages.Free();
        _chunks.Free();
    }
}

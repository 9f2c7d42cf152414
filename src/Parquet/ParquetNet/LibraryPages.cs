using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using LibrarySchema = Parquet.Schema.ParquetSchema;
using LibraryWriter = Parquet.ParquetWriter;

namespace Tapedeck.Parquet.Format;

/// <summary>
/// Encodes and compresses pages by Parquet.Net, which writes them as the only ones of a file in memory, from which they are
/// taken. The memory is used for one page after another.
/// </summary>
internal sealed class LibraryPages(Codec codec)
{
    private const double MaxDistinct = 0.5;

    private readonly LibraryLevels _levels = new();
    private readonly PooledBuffer<byte> _file = new();

    /// <summary>Writes levels of a column and their values. What it returns is valid until the next.</summary>
    /// <param name="type">The type of the values for Parquet.Net.</param>
    /// <param name="hint">How they are encoded; PLAIN by default.</param>
    public ReadOnlySpan<byte> Write<T>(
        ColumnBuffer column, Range levels, ReadOnlyMemory<T> values, Type type, EncodingHint hint)
        where T : struct
    {
        _levels.Set(column, levels);
        _file.Clear();
        using var to = new PooledSink(_file);
        var schema = new LibrarySchema(Field(column.Column, type));
        Waiting.For(() => WriteAsync(to, schema, values, hint));
        return _file.Span[FileMagic.Length..];
    }

    /// <summary>Takes the next page from the beginning of those that were written.</summary>
    public static PageHeader Take(ref ReadOnlySpan<byte> pages, out ReadOnlySpan<byte> body)
    {
        var reader = new ThriftReader(pages);
        var header = PageHeader.Read(ref reader);
        body = pages.Slice(reader.Position, header.CompressedSize);
        pages = pages[(reader.Position + body.Length)..];
        return header;
    }

    public void Free()
    {
        _levels.Free();
        _file.Free();
    }

    private static Field Field(ParquetColumn column, Type type) => column.IsList
        ? new ListField(column.Name, new DataField(ListField.ElementName, type, isNullable: true, isArray: false))
        : new DataField(column.Name, type, column.IsNullable, isArray: false);

    // The writer is not disposed: that would only write the footer.
    private async Task<int> WriteAsync<T>(PooledSink to, LibrarySchema schema, ReadOnlyMemory<T> values, EncodingHint hint)
        where T : struct
    {
        var field = schema.DataFields[0];
        var options = new ParquetOptions
        {
            CompressionMethod = codec switch
            {
                Codec.GZIP => CompressionMethod.Gzip,
                Codec.BROTLI => CompressionMethod.Brotli,
                _ => CompressionMethod.None,
            },
            CompressionLevel = CompressionLevel.Fastest,
            DictionaryEncodingThreshold = MaxDistinct,
            ColumnEncodingHints = { [field.Path.ToString()] = hint },
        };
        var writer = await LibraryWriter.CreateAsync(schema, to, options);
        await writer.CreateRowGroup().WriteAllPartsAsync(
            field, values, _levels.Definitions, _levels.Repetitions, CancellationToken.None);
        return _file.Length;
    }
}

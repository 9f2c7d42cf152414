using System.Globalization;
using Tapedeck.Parquet;
using Tapedeck.Tests.Parquet.Support;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Parquet.Format;

/// <summary>What DuckDB sees of the format itself: places, encodings, cut statistics; and which of its codecs are not read.</summary>
public sealed class DuckDbFormatTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly DuckDb _duckDb = new();
    private readonly string _file;

    public DuckDbFormatTests() => _file = _temp.File("file.parquet");

    public void Dispose()
    {
        _duckDb.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public void DuckDB_sees_sizes_offsets_and_encodings_that_are_right()
    {
        Write(
            new Table(new ParquetSchema(new("id", ParquetType.String), new("speaker", ParquetType.String)),
                [.. Enumerable.Range(0, 20_000).Select(i => new object?[] { $"id {i}", $"speaker {i % 10}" })]),
            new ParquetWriterOptions { PageBytes = 50_000, RowGroupRows = 15_000 });

        var chunks = _duckDb.Query($"""
            SELECT path_in_schema, encodings, num_values, coalesce(dictionary_page_offset, data_page_offset), total_compressed_size,
                   row_group_num_rows, compression
            FROM parquet_metadata('{_file}')
            """);

        Assert.Equal(["id PLAIN, RLE", "speaker PLAIN, RLE, RLE_DICTIONARY"], chunks.Take(2).Select(chunk => $"{chunk[0]} {chunk[1]}"));
        Assert.Equal(["15000", "15000", "5000", "5000"], chunks.Select(chunk => chunk[2]));
        Assert.All(chunks, chunk => Assert.Equal(("GZIP", chunk[2]), (chunk[6], chunk[5])));
        var next = 4L;
        foreach (var chunk in chunks)
        {
            Assert.Equal(next, long.Parse(chunk[3], CultureInfo.InvariantCulture));
            next += long.Parse(chunk[4], CultureInfo.InvariantCulture);
        }

        Assert.InRange(next, 1, new FileInfo(_file).Length);
    }

    [Fact]
    public void DuckDB_sees_long_strings_cut_in_the_statistics_and_that_they_are()
    {
        Write(Table.Of(new ParquetColumn("text", ParquetType.String), new string('z', 100), new string('a', 64)), new ParquetWriterOptions());

        Assert.Equal(
            [[new string('a', 64), new string('z', 63) + "{", "true", "false"]],
            _duckDb.Query($"SELECT stats_min_value, stats_max_value, min_is_exact, max_is_exact FROM parquet_metadata('{_file}')"));
    }

    [Theory]
    [InlineData("snappy", "SNAPPY")]
    [InlineData("zstd", "ZSTD")]
    [InlineData("lz4_raw", "LZ4_RAW")]
    public void A_compression_that_is_not_known_is_named(string compression, string name)
    {
        _duckDb.Execute($"COPY (SELECT 1 AS a, 'x' AS b) TO '{_file}' (FORMAT parquet, COMPRESSION {compression})");

        using var reader = ParquetReader.Open(_file);
        var error = Assert.Throws<ParquetException>(() => reader.ReadRowGroup(0, [1]));

        Assert.Equal(
            $"{_file}: column 'b', row group 0: compressed with {name}, which this reader does not read; " +
            "write the file with gzip, brotli or uncompressed",
            error.Message);
    }

    private void Write(Table table, ParquetWriterOptions options) => File.WriteAllBytes(_file, table.Write(options));
}

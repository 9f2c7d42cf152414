using Tapedeck.Parquet;
using Tapedeck.Tests.Parquet.Support;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Parquet.Interop;

/// <summary>What DuckDB writes is read here.</summary>
public sealed class DuckDbWritesSpec : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly DuckDb _duckDb = new();

    public void Dispose()
    {
        _duckDb.Dispose();
        _temp.Dispose();
    }

    [Theory]
    [InlineData(5_000, "COMPRESSION uncompressed")]
    [InlineData(20_000, "COMPRESSION gzip")]
    [InlineData(500, "COMPRESSION brotli")] // DuckDB compresses slowly with it
    [InlineData(6_000, "COMPRESSION gzip, ROW_GROUP_SIZE 2048")]
    [InlineData(6_000, "COMPRESSION gzip, DICTIONARY_SIZE_LIMIT 1")]
    [InlineData(6_000, "COMPRESSION uncompressed, ROW_GROUP_SIZE 5000, STRING_DICTIONARY_PAGE_SIZE_LIMIT 1000")]
    public void Its_rows_are_read(int rows, string options)
    {
        Copy(
            $$"""
            SELECT i::INTEGER AS small, (i * 1000003)::BIGINT AS large, i / 8.0::DOUBLE AS real, (i / 4)::FLOAT AS narrow, i % 3 = 0 AS truth,
                   CASE WHEN i % 7 > 0 THEN 'speaker ' || (i % 5) END AS speaker, 'id ' || i || repeat('é', i % 50) AS id,
                   encode('bytes ' || (i % 300)) AS bytes, TIMESTAMPTZ '2026-11-22 09:00:00Z' + to_milliseconds(i) AS at,
                   TIMESTAMP_MS '2026-11-22 09:00:00' + to_milliseconds(i) AS ms, make_timestamp_ns(i * 1000000 + 999 - 10000000) AS ns,
                   CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN [] WHEN 2 THEN ['tag ' || (i % 6), NULL] ELSE list_transform(range(i % 9), x -> 'e' || x) END AS tags
            FROM range({{rows}}) t(i)
            """, options);

        using var reader = Open();
        var read = Table.Read(reader);

        Assert.Equal(rows, reader.RowCount);
        Assert.Equal(
            [
                ParquetType.Int32, ParquetType.Int64, ParquetType.Double, ParquetType.Double, ParquetType.Boolean, ParquetType.String, ParquetType.String,
                ParquetType.Binary, ParquetType.Timestamp, ParquetType.Timestamp, ParquetType.Timestamp, ParquetType.String,
            ],
            reader.Schema.Select(column => column.Type));
        const long start = 1_795_338_000_000_000;
        for (var i = 0; i < rows; i++)
        {
            object?[] expected =
            [
                i, i * 1000003L, i / 8.0, (double)(float)(i / 4.0), i % 3 == 0, i % 7 > 0 ? $"speaker {i % 5}" : null, $"id {i}{new string('é', i % 50)}",
                System.Text.Encoding.UTF8.GetBytes($"bytes {i % 300}"), start + i * 1000L, start + i * 1000L, i * 1000L - 10_000,
                (i % 4) switch
                {
                    0 => null,
                    1 => Array.Empty<object?>(),
                    2 => new object?[] { $"tag {i % 6}", null },
                    _ => Enumerable.Range(0, i % 9).Select(x => (object?)$"e{x}").ToArray(),
                },
            ];
            Assert.Equal(string.Join(" | ", expected.Select(Table.Print)), string.Join(" | ", read.Rows[i].Select(Table.Print)));
        }
    }

    [Fact]
    public void Its_pages_of_version_2_are_read_where_the_encoding_is_known()
    {
        Copy("SELECT (i % 10)::VARCHAR AS a, i % 3 = 0 AS b, CASE WHEN i % 2 = 0 THEN [i % 4, NULL] END AS c FROM range(5000) t(i)",
            "COMPRESSION gzip, PARQUET_VERSION V2");

        using var reader = Open();
        var read = Table.Read(reader);

        for (var i = 0; i < 5000; i++)
            Assert.Equal($"'{i % 10}' | {i % 3 == 0} | {(i % 2 == 0 ? $"[{i % 4}, null]" : "null")}", string.Join(" | ", read.Rows[i].Select(Table.Print)));
    }

    [Fact]
    public void Its_statistics_are_read()
    {
        Copy("SELECT i::BIGINT AS number, 'text ' || i AS text, TIMESTAMP_MS '1970-01-01' + to_milliseconds(i) AS ms, (i / 2)::FLOAT AS real, nullif(i, 3) AS gap FROM range(10) t(i)",
            "COMPRESSION gzip");

        using var reader = Open();
        var columns = Assert.Single(reader.RowGroups).Columns;

        Assert.Equal((0, 9), (columns[0].Min!.Value.Int64, columns[0].Max!.Value.Int64));
        Assert.Equal("text 0 text 9", $"{columns[1].Min} {columns[1].Max}");
        Assert.Equal((0, 9_000), (columns[2].Min!.Value.Int64, columns[2].Max!.Value.Int64));
        Assert.Equal((0, 4.5), (columns[3].Min!.Value.Double, columns[3].Max!.Value.Double));
        Assert.Equal(1, columns[4].NullCount);
        Assert.All(columns, column => Assert.True(column.CompressedBytes > 0 && column.UncompressedBytes > 0));
    }

    [Fact]
    public void Columns_of_types_that_are_not_known_do_not_keep_the_others_from_being_read()
    {
        Copy("""
            SELECT 1.5::DECIMAL(10, 2) AS price, DATE '2026-11-22' AS day, TIME '09:00:00' AS hour, 'a' AS known, {'x': 1, 'y': [2]} AS pair,
                   MAP {'k': 1} AS map, [{'x': 1}] AS pairs, [[1]] AS nested, uuid() AS uuid, 1::UBIGINT AS big, 1::UTINYINT AS tiny, [1.5::DECIMAL(4, 1)] AS prices,
                   7 AS last
            """, "COMPRESSION gzip");

        using var reader = Open();

        Assert.Equal(
            [
                "price INT64 DECIMAL", "day INT32 DATE", "hour INT64 TIME", "known ", "pair group of 2 fields", "map MAP", "pairs LIST of group of 1 field",
                "nested LIST of LIST", "uuid FIXED_LEN_BYTE_ARRAY UUID", "big INT64 UINT_64", "tiny ", "prices INT32 DECIMAL", "last ",
            ],
            reader.Schema.Select(column => $"{column.Name} {column.FileType}"));
        using (var rows = reader.ReadRowGroup(0, [3, 10, 12]))
        {
            Assert.True(rows.Read());
            Assert.Equal("'a' 1 7", $"{Table.Print(Table.Cell(rows[3]))} {rows[10].Int32()} {rows[12].Int32()}");
            Assert.False(rows.Read());
        }

        var error = Assert.Throws<ParquetException>(() => reader.ReadRowGroup(0));
        Assert.Contains("column 'price': its type is INT64 DECIMAL, which this reader does not read", error.Message, StringComparison.Ordinal);
    }

    private void Copy(string query, string options) =>
        _duckDb.Execute($"COPY ({query}) TO '{_temp.File("file.parquet")}' (FORMAT parquet, {options})");

    private ParquetReader Open() => ParquetReader.Open(_temp.File("file.parquet"));
}

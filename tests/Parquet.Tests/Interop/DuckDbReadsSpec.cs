using System.Globalization;
using Tapedeck.Parquet;
using Tapedeck.Tests.Parquet.Support;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Parquet.Interop;

/// <summary>DuckDB reads what is written here: the same rows, types, statistics and metadata.</summary>
public sealed class DuckDbReadsSpec : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly DuckDb _duckDb = new();

    private static readonly ParquetSchema Everything = new(
        new("truth", ParquetType.Boolean), new("small", ParquetType.Int32), new("large", ParquetType.Int64),
        new("real", ParquetType.Double), new("time", ParquetType.Timestamp), new("text", ParquetType.String),
        new("bytes", ParquetType.Binary), new("texts", ParquetType.String, IsList: true),
        new("numbers", ParquetType.Int64, IsNullable: false, IsList: true), new("must", ParquetType.String, IsNullable: false));

    public static TheoryData<ParquetCompression> Compressions => [.. Enum.GetValues<ParquetCompression>()];

    public void Dispose()
    {
        _duckDb.Dispose();
        _temp.Dispose();
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void It_reads_the_same_rows(ParquetCompression compression)
    {
        var file = Write(new Table(Everything,
            [
                [true, -5, 5_000_000_000L, 0.5, 1_795_338_300_123_456L, "日本", new byte[] { 0, 255 }, new object?[] { "a", null, "" },
                    new object?[] { 1L, 2L }, "x"],
                [null, null, null, null, null, null, null, null, Array.Empty<object?>(), ""],
                [false, 7, -1L, -1e300, -1L, "", Array.Empty<byte>(), Array.Empty<object?>(), new object?[] { null }, "x"],
            ]),
            new ParquetWriterOptions { Compression = compression });

        Assert.Equal(
            [
                ["true", "-5", "5000000000", "0.5", "2026-11-22 09:05:00.123456", "日本", "00FF", "[a, NULL, ]", "[1, 2]", "x"],
                ["NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "[]", ""],
                ["false", "7", "-1", "-1E+300", "1969-12-31 23:59:59.999999", "", "", "[]", "[NULL]", "x"],
            ],
            _duckDb.Query($"SELECT * REPLACE ([coalesce(x, 'NULL') FOR x IN texts] AS texts) FROM '{file}'"));
    }

    [Fact]
    public void It_sees_the_types()
    {
        var file = Write(new Table(Everything, []));

        Assert.Equal(
            [
                "truth BOOLEAN", "small INTEGER", "large BIGINT", "real DOUBLE", "time TIMESTAMP WITH TIME ZONE", "text VARCHAR",
                "bytes BLOB", "texts VARCHAR[]", "numbers BIGINT[]", "must VARCHAR",
            ],
            _duckDb.Query($"DESCRIBE SELECT * FROM '{file}'").Select(row => $"{row[0]} {row[1]}"));
        Assert.Equal("REQUIRED", _duckDb.Value($"SELECT repetition_type FROM parquet_schema('{file}') WHERE name = 'must'"));
        Assert.Equal(
            ["texts OPTIONAL LIST", "list REPEATED NULL", "element OPTIONAL UTF8"],
            _duckDb.Query($"SELECT name, repetition_type, converted_type FROM parquet_schema('{file}')").SkipWhile(row => row[0] != "texts")
                .Take(3).Select(row => string.Join(' ', row)));
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void It_reads_random_tables_as_this_reader_does(ParquetCompression compression)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var table = Some.Table(new Random(seed));
            var file = Write(table, new ParquetWriterOptions { Compression = compression, PageBytes = 500, RowGroupRows = 130 });

            // Times in microseconds, which are more than DuckDB's dates; lists so that the client reads them.
            var columns = table.Schema.Select(column => column.Type switch
            {
                ParquetType.Timestamp when column.IsList => $"[epoch_us(x) FOR x IN \"{column.Name}\"]",
                ParquetType.Timestamp => $"epoch_us(\"{column.Name}\")",
                ParquetType.String when column.IsList => $"[coalesce(x, 'NULL') FOR x IN \"{column.Name}\"]",
                ParquetType.Binary when column.IsList => $"[coalesce(hex(x), 'NULL') FOR x IN \"{column.Name}\"]",
                _ => $"\"{column.Name}\"",
            });
            var read = _duckDb.Query($"SELECT {string.Join(", ", columns)} FROM '{file}'");

            Assert.Equal(table.Rows.Select(row => string.Join(" | ", row.Select(Plain))), read.Select(row => string.Join(" | ", row)));
        }
    }

    [Fact]
    public void It_sees_the_statistics_of_each_row_group()
    {
        var file = Write(
            new Table(new ParquetSchema(new("number", ParquetType.Int64), new("text", ParquetType.String), new("real", ParquetType.Double)),
            [
                [3L, "b", 1.5], [null, "a", double.NaN], [-2L, null, -1.0], [100L, "zz", null], [50L, "z", null],
            ]),
            new ParquetWriterOptions { RowGroupRows = 3 });

        Assert.Equal(
            [
                ["0", "number", "-2", "3", "1"], ["0", "text", "a", "b", "1"], ["0", "real", "-1.0", "1.5", "0"],
                ["1", "number", "50", "100", "0"], ["1", "text", "z", "zz", "0"], ["1", "real", "NULL", "NULL", "2"],
            ],
            _duckDb.Query($"SELECT row_group_id, path_in_schema, stats_min_value, stats_max_value, stats_null_count FROM parquet_metadata('{file}')"));
    }

    [Fact]
    public void It_skips_row_groups_by_their_statistics_and_finds_what_is_there()
    {
        var file = Write(
            new Table(new ParquetSchema(new("at", ParquetType.Timestamp), new("text", ParquetType.String), new("real", ParquetType.Double)),
                [.. Enumerable.Range(0, 10_000).Select(i => new object?[] { i * 1_000_000L, $"{i:D8} {new string('é', 60)}", i == 5 ? double.NaN : i / 2.0 })]),
            new ParquetWriterOptions { RowGroupRows = 2048 });

        Assert.Equal("7", _duckDb.Value($"SELECT count(*) FROM '{file}' WHERE \"at\" BETWEEN '1970-01-01 01:00:00Z' AND '1970-01-01 01:00:06Z'"));
        Assert.Equal("1", _duckDb.Value($"SELECT count(*) FROM '{file}' WHERE text = '{9_999:D8} {new string('é', 60)}'"));
        Assert.Equal("1000", _duckDb.Value($"SELECT count(*) FROM '{file}' WHERE text >= '{9_000:D8}'"));
        Assert.Equal("1", _duckDb.Value($"SELECT count(*) FROM '{file}' WHERE real = 4999.5"));
        Assert.Equal($"{9_999:D8} {new string('é', 60)}", _duckDb.Value($"SELECT max(text) FROM '{file}'"));
    }

    [Fact]
    public void It_sees_the_metadata_and_the_writer()
    {
        var file = Write(
            Table.Of(new ParquetColumn("a", ParquetType.Int32), 1),
            new ParquetWriterOptions { Metadata = new Dictionary<string, string> { ["chain"] = "0a", ["Schlüssel"] = "日本" } });

        Assert.Equal(
            [["Schlüssel", "日本"], ["chain", "0a"]],
            _duckDb.Query($"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{file}') ORDER BY 1"));
        Assert.Equal("tapedeck version 1.0 (build 0)", _duckDb.Value($"SELECT created_by FROM parquet_file_metadata('{file}')"));
    }

    private static string Plain(object? cell) => cell switch
    {
        null => "NULL",
        bool truth => truth ? "true" : "false",
        byte[] bytes => Convert.ToHexString(bytes),
        object?[] list => $"[{string.Join(", ", list.Select(Plain))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };

    private string Write(Table table, ParquetWriterOptions? options = null)
    {
        var file = _temp.File("file.parquet");
        File.WriteAllBytes(file, table.Write(options));
        return file;
    }
}

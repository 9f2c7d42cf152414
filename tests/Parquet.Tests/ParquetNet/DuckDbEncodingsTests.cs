using Tapedeck.Parquet;
using Tapedeck.Tests.Parquet.Support;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Parquet.ParquetNet;

/// <summary>The compressions and encodings of DuckDB that are read by Parquet.Net only.</summary>
public sealed class DuckDbEncodingsTests : IDisposable
{
    private const int Rows = 30_000;

    private readonly TempFolder _temp = new();
    private readonly DuckDb _duckDb = new();

    public void Dispose()
    {
        _duckDb.Dispose();
        _temp.Dispose();
    }

    [Theory]
    [InlineData("snappy", "V1")]
    [InlineData("zstd", "V1")]
    [InlineData("snappy", "V2")]
    [InlineData("gzip", "V2")]
    public void They_are_read(string compression, string version)
    {
        var file = _temp.File("file.parquet");
        _duckDb.Execute($"""
            COPY (SELECT i * 17 AS number, (i * 3)::INTEGER AS small, i / 7.0::DOUBLE AS real, (i / 4)::FLOAT AS narrow,
                         i % 3 = 0 AS truth, 'text ' || i || repeat('é', i % 20) AS text,
                         CASE WHEN i % 5 > 0 THEN 'speaker ' || (i % 4) END AS speaker,
                         CASE WHEN i % 4 > 0 THEN list_transform(range(i % 4), x -> CASE WHEN x <> 1 THEN i + x END) END AS list
                  FROM range({Rows}) t(i)) TO '{file}' (FORMAT parquet, COMPRESSION {compression}, PARQUET_VERSION {version})
            """);

        using var reader = ParquetReader.Open(file);
        var read = Table.Read(reader);

        Assert.Equal(Rows, read.Rows.Count);
        for (var i = 0; i < Rows; i++)
            Assert.Equal(string.Join(" | ", Row(i).Select(Table.Print)), string.Join(" | ", read.Rows[i].Select(Table.Print)));
    }

    [Fact]
    public void They_are_many()
    {
        They_are_read("snappy", "V2");

        var encodings = _duckDb.Query($"SELECT encodings FROM parquet_metadata('{_temp.File("file.parquet")}')")
            .Select(row => row[0]);

        string[] expected = ["DELTA_BINARY_PACKED", "DELTA_LENGTH_BYTE_ARRAY", "BYTE_STREAM_SPLIT", "RLE_DICTIONARY", "RLE"];
        foreach (var encoding in expected)
            Assert.Contains(encodings, found => found.Contains(encoding, StringComparison.Ordinal));
    }

    private static object?[] Row(int i) =>
    [
        i * 17L, i * 3, i / 7.0, (double)(float)(i / 4.0), i % 3 == 0,
        $"text {i}{new string('é', i % 20)}", i % 5 > 0 ? $"speaker {i % 4}" : null,
        i % 4 > 0 ? Enumerable.Range(0, i % 4).Select(x => x == 1 ? null : (object?)(long)(i + x)).ToArray() : null,
    ];
}

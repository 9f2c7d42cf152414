using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Tapedeck.Export;
using Tapedeck.Parquet;

namespace Tapedeck.Benchmarks.Columnar;

/// <summary>
/// One file of event lines as Parquet: written and read by this build's Parquet, or written by DuckDB's COPY from the same
/// lines. Says seconds, bytes of the file and the most memory of the process.
/// </summary>
internal static class EventFiles
{
    /// <param name="who"><c>tapedeck</c>, or <c>duckdb</c> with a number of threads behind it.</param>
    /// <param name="lines">The lines, a file that is in the page cache.</param>
    /// <param name="output">Where the Parquet file goes.</param>
    /// <param name="compression"><c>gzip</c>, <c>brotli</c> or <c>uncompressed</c>.</param>
    public static void Run(string who, string lines, string output, string compression)
    {
        var begun = Stopwatch.GetTimestamp();
        if (who == "tapedeck")
            Write(lines, output, Enum.Parse<ParquetCompression>(compression, ignoreCase: true));
        else
            Copy(lines, output, compression, who["duckdb".Length..]);
        var written = Stopwatch.GetElapsedTime(begun);
        var peak = PeakBytes();
        begun = Stopwatch.GetTimestamp();
        var rows = who == "tapedeck" ? Read(output) : 0;
        var read = rows == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $"; {rows} rows read in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.00} s");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{who} {compression}: written in {written.TotalSeconds:0.00} s, {new FileInfo(output).Length / 1e6:0} MB, {peak >> 20} MiB of memory{read}"));
    }

    private static void Write(string lines, string output, ParquetCompression compression)
    {
        using var input = new Journal.LineReader(lines);
        using var file = File.Create(output);
        using var writer = new ParquetEvents(file, TimeSpan.Zero, compression);
        while (input.TryReadLine(out var line))
            writer.Add(line);
        writer.Finish();
    }

    private static long Read(string path)
    {
        using var file = ParquetReader.Open(path);
        for (var group = 0; group < file.RowGroups.Count; group++)
        {
            using var row = file.ReadRowGroup(group);
            while (row.Read())
            {
            }
        }

        return file.RowCount;
    }

    /// <summary>The same columns, but for the message's text, which SQL has no words for, and in its place the message again.</summary>
    private static void Copy(string lines, string output, string compression, string threads)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $$"""
            SET threads = {{threads}};
            COPY (SELECT
                Id AS id, "Timestamp"::TIMESTAMPTZ AS timestamp, (Metadata->>'recorded_at')::TIMESTAMPTZ AS recorded_at,
                SpeakerName AS speaker, SpeakerRole AS role, Metadata->>'receiver' AS receiver, Message AS message,
                Message AS text, ContextId AS context_id, ConversationType AS conversation_type,
                Metadata->>'message_type' AS message_type, Metadata->>'chain_type' AS chain_type, Metadata->>'ace_tier' AS ace_tier,
                CAST(Metadata->'shl_tags' AS VARCHAR[]) AS shl_tags, CAST(Metadata->'keywords' AS VARCHAR[]) AS keywords,
                Metadata->>'content_hash' AS content_hash, (Metadata->>'word_count')::BIGINT AS word_count,
                (Metadata->>'char_count')::BIGINT AS char_count, (Metadata->>'sequence')::BIGINT AS sequence,
                Metadata->>'source' AS source, Metadata::VARCHAR AS metadata_json, "Timestamp" AS timestamp_text, NULL::VARCHAR AS line
            FROM read_json('{{lines}}', format = 'newline_delimited', maximum_object_size = 33554432, columns = {
                Id: 'VARCHAR', "Timestamp": 'VARCHAR', SpeakerName: 'VARCHAR', SpeakerRole: 'VARCHAR', Message: 'VARCHAR',
                ConversationType: 'BIGINT', ContextId: 'VARCHAR', Metadata: 'JSON' }))
            TO '{{output}}' (FORMAT parquet, COMPRESSION {{compression}})
            """;
        command.ExecuteNonQuery();
    }

    private static long PeakBytes() => long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) * 1024;
}

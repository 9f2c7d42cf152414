using Tapedeck.Checkpointing;
using Tapedeck.Export;
using Tapedeck.Journal.Sessions;
using Tapedeck.Parquet;
using Tapedeck.Tests.Checkpointing;
using Tapedeck.Tests.Enrichment;
using Tapedeck.Tests.Journal;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Export;

/// <summary>Events as DuckDB reads them, from the rows and, by its own JSON, from the lines: the same.</summary>
public sealed class DuckDbEventsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DuckDb _duckDb = new();

    public void Dispose()
    {
        _duckDb.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_columns_have_their_names_and_types()
    {
        Export(["{}"]);

        Assert.Equal(
            [
                "id VARCHAR", "timestamp TIMESTAMP WITH TIME ZONE", "recorded_at TIMESTAMP WITH TIME ZONE", "speaker VARCHAR",
                "role VARCHAR", "receiver VARCHAR", "message VARCHAR", "text VARCHAR", "context_id VARCHAR",
                "conversation_type BIGINT", "message_type VARCHAR", "chain_type VARCHAR", "ace_tier VARCHAR",
                "shl_tags VARCHAR[]", "keywords VARCHAR[]", "content_hash VARCHAR", "word_count BIGINT", "char_count BIGINT",
                "sequence BIGINT", "source VARCHAR", "metadata_json VARCHAR", "timestamp_text VARCHAR", "line VARCHAR",
            ],
            _duckDb.Query("DESCRIBE SELECT * FROM events").Select(column => $"{column[0]} {column[1]}"));
    }

    [Fact]
    public void Rows_nulls_lists_and_statistics_are_those_of_the_lines()
    {
        using var journal = RecordedJournal.OfFourSessions();
        string[] lines =
        [
            .. File.ReadLines(Fixture.Path("events.jsonl")),
            .. SessionFile.All(journal.Folder).SelectMany(session => File.ReadLines(session.Path)),
        ];
        Export(lines);

        _duckDb.Execute($"""
            CREATE VIEW lines AS SELECT
                row_number() OVER () AS place, j->>'$.Id' AS id, j->>'$.Timestamp' AS timestamp_text, j->>'$.SpeakerName' AS speaker,
                j->>'$.SpeakerRole' AS role, j->>'$.Message' AS message, j->>'$.ContextId' AS context_id,
                CAST(j->>'$.ConversationType' AS BIGINT) AS conversation_type, j->>'$.Metadata.receiver' AS receiver,
                j->>'$.Metadata.message_type' AS message_type, coalesce(j->>'$.chain_type', j->>'$.Metadata.chain_type') AS chain_type,
                coalesce(j->>'$.ace_tier', j->>'$.Metadata.ace_tier') AS ace_tier,
                CAST(coalesce(j->'$.shl_tags', j->'$.Metadata.shl_tags') AS VARCHAR[]) AS shl_tags,
                j->>'$.Metadata.content_hash' AS content_hash, CAST(j->>'$.Metadata.word_count' AS BIGINT) AS word_count,
                CAST(j->>'$.Metadata.char_count' AS BIGINT) AS char_count, CAST(j->>'$.Metadata.sequence' AS BIGINT) AS sequence,
                j->>'$.Metadata.source' AS source, CAST(j->>'$.Timestamp' AS TIMESTAMPTZ) AS timestamp,
                CAST(j->>'$.Metadata.recorded_at' AS TIMESTAMPTZ) AS recorded_at
            FROM (SELECT json AS j FROM read_ndjson_objects('{_folder.File("lines.jsonl")}'))
            """);
        const string Columns =
            "place, id, timestamp_text, speaker, role, message, context_id, conversation_type, receiver, message_type, chain_type, "
            + "ace_tier, shl_tags, content_hash, word_count, char_count, sequence, source, timestamp, recorded_at";
        Assert.Equal(
            _duckDb.Query($"SELECT {Columns} FROM lines ORDER BY place"),
            _duckDb.Query($"SELECT {Columns} FROM (SELECT row_number() OVER () AS place, * FROM events) ORDER BY place"));

        foreach (var column in new[] { "id", "speaker", "sequence", "word_count", "timestamp" })
        {
            Assert.Equal(
                _duckDb.Query($"SELECT min({column})::VARCHAR, max({column})::VARCHAR, count(*) - count({column}) FROM lines"),
                _duckDb.Query(
                    "SELECT min(stats_min_value), max(stats_max_value), sum(stats_null_count)::BIGINT "
                    + $"FROM parquet_metadata('{_folder.File("events.parquet")}') WHERE path_in_schema = '{column}'"));
        }
    }

    [Fact]
    public void All_the_checkpoints_of_a_folder_are_one_table()
    {
        using var journal = new RecordedJournal();
        var maker = journal.Maker(hasTwins: true);
        for (var i = 0; i < 3; i++)
        {
            journal.Commit(2);
            foreach (var made in maker.Make("auto", DurableEnd.Of(journal.Folder), DiskPace.Full, CancellationToken.None))
                maker.MakeTwin(made, ParquetCompression.Brotli, TimeSpan.Zero, DiskPace.Full, CancellationToken.None);
        }

        Assert.Equal(
            [["6", "1", "6"]],
            _duckDb.Query($"SELECT count(*), min(sequence), max(sequence) FROM '{journal.Folder.Checkpoints}/*.parquet'"));
        Assert.Contains(maker.Last!.Sha256, _duckDb.Value(
            $"SELECT decode(value) FROM parquet_kv_metadata('{CheckpointFile.ParquetPathOf(journal.Folder, maker.Last.CheckpointId)}') "
            + $"WHERE decode(key) = '{CheckpointTwin.FactsKey}'"), StringComparison.Ordinal);
    }

    private void Export(string[] lines)
    {
        File.WriteAllLines(_folder.File("lines.jsonl"), lines);
        using (var file = File.Create(_folder.File("events.parquet")))
        using (var writer = new ParquetEvents(file, TimeSpan.Zero, ParquetCompression.Gzip))
        {
            foreach (var line in lines)
                writer.Add(System.Text.Encoding.UTF8.GetBytes(line));
            writer.Finish();
        }

        _duckDb.Execute($"CREATE VIEW events AS SELECT * FROM '{_folder.File("events.parquet")}'");
    }
}

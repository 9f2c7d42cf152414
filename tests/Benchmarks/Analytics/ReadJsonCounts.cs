using DuckDB.NET.Data;

namespace Tapedeck.Benchmarks.Analytics;

/// <summary>Counts what <c>tapedeck report</c> counts, with DuckDB's <c>read_json</c>: the file is read once.</summary>
internal static class ReadJsonCounts
{
    /// <param name="lines">A session file.</param>
    public static void Run(string lines)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $$"""
            CREATE TEMP TABLE events AS SELECT
                SpeakerName AS speaker, ContextId AS context, "Timestamp"[:10] AS day, Metadata.receiver AS receiver,
                Metadata.message_type AS message_type, Metadata.chain_type AS chain_type, Metadata.ace_tier AS ace_tier,
                Metadata.shl_tags AS tags, Metadata.keywords AS keywords
            FROM read_json('{{lines}}', format = 'newline_delimited', maximum_object_size = 33554432, columns = {
                "Timestamp": 'VARCHAR', SpeakerName: 'VARCHAR', ContextId: 'VARCHAR',
                Metadata: 'STRUCT(receiver VARCHAR, message_type VARCHAR, chain_type VARCHAR, ace_tier VARCHAR, shl_tags VARCHAR[], keywords VARCHAR[])' })
            """;
        command.ExecuteNonQuery();
        foreach (var key in new[] { "speaker", "context", "day", "receiver", "message_type", "chain_type", "ace_tier", "unnest(tags)", "unnest(keywords)" })
        {
            command.CommandText = $"SELECT key, count(*) AS events FROM (SELECT {key} AS key FROM events) GROUP BY key ORDER BY events DESC LIMIT 20";
            using var rows = command.ExecuteReader();
            while (rows.Read())
                Console.WriteLine($"{key} {rows.GetValue(0)} {rows.GetValue(1)}");
        }
    }
}

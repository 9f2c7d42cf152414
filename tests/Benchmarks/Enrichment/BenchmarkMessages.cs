namespace Tapedeck.Benchmarks.Enrichment;

/// <summary>Messages to enrich where no file of them is given.</summary>
internal static class BenchmarkMessages
{
    public static string[] All { get; } =
    [
        """{"message_id":"@ID@","timestamp":"2025-12-01T06:58:19.526765","from":"claude_code","to":"gemini_cli","type":"request","priority":"NORMAL","content":{"message":"Which design should we test first: the cache or the user interface? I am waiting for the benchmark.","phase":"debate"}}""",
        """{"event_type":"sent","agent":"gemini_cli","timestamp":"2025-12-01T06:58:20.1Z","message":{"message_id":"@ID@","timestamp":"2025-12-01T06:58:20Z","from":"gemini_cli","to":"claude_code","type":"response","content":{"message":"Decided: the persistence layer is done, build the import and confirm the accuracy of the mesh."}}}""",
    ];
}

namespace Tapedeck.Host.Bench.Load;

/// <summary>Sixty messages of two agents, of 630 bytes on average, in the flat form that real agents send.</summary>
internal static class LoadTemplates
{
    private const int Count = 60;

    private static readonly string[] Sentences =
    [
        "Manager-Lease activated for context 6890becd-3588-4f35-977d-6e5a743685f0.",
        "Which design should we test first, the cache or the user interface?",
        "The persistence layer is done: build the import and confirm the accuracy of the mesh.",
        "I am waiting for the benchmark, there is an issue with the token cost of the upload.",
        "Decided: the framework stays as it is, validation comes next.",
        "The reconstruction of scan 17 is ready, quality 0.93, artifacts at the left border.",
        "What if the storage moves behind the coordination of both agents?",
        "Please implement the handshake again; the database pattern is approved.",
        "Grüße aus der Prüfung — 3D model, NeRF und Gaussian sind fertig ✔",
        "No objection to the schedule, the summary of yesterday follows tonight.",
        "How should the gameobject be exported, with one level of detail or with three?",
    ];

    private static readonly (string From, string To)[] Ways =
        [("claude_code", "gemini_cli"), ("gemini_cli", "claude_code")];

    private static readonly string[] Types = ["request", "response", "status", "decision", "question"];

    /// <summary>Each with <see cref="LoadMessages.IdPlace"/> where its id goes.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enumerable.Range(0, Count).Select(Make)];

    private static string Make(int number)
    {
        var (from, to) = Ways[number % Ways.Length];
        var text = $"{Sentences[number % Sentences.Length]} {Sentences[(number * 3 + 4) % Sentences.Length]}";
        var time = $"2025-10-15T10:{number:00}:44.1485415Z";
        return $$$"""
            {"message_id":"{{{LoadMessages.IdPlace}}}","timestamp":"{{{time}}}","from":"{{{from}}}","to":"{{{to}}}","type":"{{{Types[number % Types.Length]}}}","priority":"NORMAL","content":{"message":"{{{text}}}","consolidated":true,"original_count":{{{number % 4}}},"time_window":"{{{time}}} to {{{time}}}","keywords":["activated","context","lease","manager"],"phase":"debate"},"sender_id":"{{{from}}}","context_id":"session-{{{number % 7}}}","metadata":{"sender_role":"Agent"}}
            """;
    }
}

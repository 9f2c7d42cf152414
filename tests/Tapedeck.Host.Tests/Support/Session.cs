using System.Text.Json;

namespace Tapedeck.Tests.Host.Support;

/// <summary>A recorded folder, read as any other program would read it.</summary>
internal sealed class Session(string logs)
{
    public string Logs { get; } = logs;

    public string Path { get; } = System.IO.Path.Combine(logs, "current_session.jsonl");

    /// <summary>Every line, as JSON.</summary>
    public IReadOnlyList<JsonElement> Events() => Lines(Path);

    public IReadOnlyList<JsonElement> Deliveries() => Lines(System.IO.Path.Combine(Logs, "deliveries.jsonl"));

    public IReadOnlyList<JsonElement> Quarantine() => Lines(System.IO.Path.Combine(Logs, "quarantine.jsonl"));

    /// <summary>Whole lines at this moment, without parsing them.</summary>
    public long CountLines()
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var buffer = new byte[1024 * 1024];
        long lines = 0;
        while (file.Read(buffer) is > 0 and var read)
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return lines;
    }

    private static List<JsonElement> Lines(string path) =>
        [.. File.ReadLines(path).Select(line => JsonElement.Parse(line))];
}

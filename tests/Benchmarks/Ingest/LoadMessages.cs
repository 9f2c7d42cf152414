using System.Text;

namespace Tapedeck.Benchmarks.Ingest;

/// <summary>What the loads have in common: the messages, and how it is seen that they are recorded.</summary>
internal static class LoadMessages
{
    /// <summary>Messages of about 630 bytes, as agents send them.</summary>
    private const string Template =
        """{"message_id":"@ID@","timestamp":"2025-10-15T10:50:44.1485415Z","from":"gemini_cli","to":"claude_code","type":"request","priority":"NORMAL","content":{"message":"Manager-Lease activated for context: 6890becd-3588-4f35-977d-6e5a743685f0, which design should we test first?","consolidated":true,"original_count":1,"time_window":"2025-10-15T10:50:44.1485415Z to 2025-10-15T10:50:44.1485415Z","keywords":["activated","context","lease","manager","persistence","validation","architecture","collaboration"],"phase":"debate","note":"the cache, or the user interface of the benchmark"},"sender_id":"gemini_cli","metadata":{"sender_role":"Agent"}}""";

    public static byte[][] Make(int count) => [.. Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(
        Template.Replace("@ID@", $"{Guid.NewGuid():N}-{i}", StringComparison.Ordinal)))];

    /// <summary>Waits until so many lines stand behind an offset of the session.</summary>
    public static async Task AwaitLinesAsync(string session, long offset, long count)
    {
        using var grown = new SemaphoreSlim(0);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(session)!, Path.GetFileName(session));
        watcher.Changed += (_, _) => grown.Release();
        watcher.EnableRaisingEvents = true;
        using var file = new FileStream(session, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        file.Position = offset;
        var buffer = new byte[1024 * 1024];
        while (count > 0)
        {
            var read = file.Read(buffer);
            count -= buffer.AsSpan(0, read).Count((byte)'\n');
            if (read == 0)
                await grown.WaitAsync();
        }
    }
}

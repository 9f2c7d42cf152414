using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Benchmarks.Ingest;

/// <summary>
/// Sends messages to a recording port as fast as it takes them, and waits until as many lines have been added to the
/// session: the rate is that of durable, enriched events, from the first send to the last line.
/// </summary>
internal static class PushLoad
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(2);

    /// <summary>Messages of about 630 bytes, as agents send them.</summary>
    private const string Template =
        """{"message_id":"@ID@","timestamp":"2025-10-15T10:50:44.1485415Z","from":"gemini_cli","to":"claude_code","type":"request","priority":"NORMAL","content":{"message":"Manager-Lease activated for context: 6890becd-3588-4f35-977d-6e5a743685f0, which design should we test first?","consolidated":true,"original_count":1,"time_window":"2025-10-15T10:50:44.1485415Z to 2025-10-15T10:50:44.1485415Z","keywords":["activated","context","lease","manager","persistence","validation","architecture","collaboration"],"phase":"debate","note":"the cache, or the user interface of the benchmark"},"sender_id":"gemini_cli","metadata":{"sender_role":"Agent"}}""";

    /// <param name="endpoint">The recording port.</param>
    /// <param name="session">The session file that the node writes.</param>
    /// <param name="count">Messages.</param>
    public static async Task RunAsync(string endpoint, string session, int count)
    {
        var frames = Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(
            Template.Replace("@ID@", $"{Guid.NewGuid():N}-{i}", StringComparison.Ordinal))).ToArray();
        var before = new FileInfo(session).Length;
        var clock = Stopwatch.StartNew();
        var sending = Task.Run(() => Send(endpoint, frames));
        await AwaitLinesAsync(session, before, count);
        var seconds = clock.Elapsed.TotalSeconds;
        await sending;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{count} events durable in {seconds:0.000} s, {count / seconds:0} events/s"));
    }

    private static void Send(string endpoint, byte[][] frames)
    {
        using var context = new ZmqContext();
        using var socket = context.CreateSocket(ZmqSocketType.Push);
        socket.SendHighWaterMark = 20_000;
        socket.Linger = TimeSpan.FromSeconds(60);
        socket.Connect(endpoint);
        foreach (var frame in frames)
            socket.Send(frame);
    }

    private static async Task AwaitLinesAsync(string session, long offset, long count)
    {
        using var file = new FileStream(session, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        file.Position = offset;
        var buffer = new byte[1024 * 1024];
        while (count > 0)
        {
            var read = file.Read(buffer);
            count -= buffer.AsSpan(0, read).Count((byte)'\n');
            if (read == 0)
                await Task.Delay(LookEvery);
        }
    }
}

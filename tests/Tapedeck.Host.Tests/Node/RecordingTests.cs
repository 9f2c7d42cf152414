using System.Text.Json;
using Tapedeck.Tests.Host.Support;
using Xunit.Abstractions;

namespace Tapedeck.Tests.Host.Node;

/// <summary>The main job on the real process: messages over real sockets become lines in a real file.</summary>
public sealed class RecordingTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_message_of_a_pyzmq_client_becomes_one_exact_line_in_both_forms()
    {
        var fixture = Path.Combine(AppContext.BaseDirectory, "Fixtures", "messages.jsonl");
        var sent = File.ReadLines(fixture).Select(line => JsonElement.Parse(line)).ToList();
        var (node, push) = await HostProcess.StartNodeAsync(_folder.Path);
        await using var _ = node;
        var session = new Session(_folder.Path);

        await PythonClient.RunAsync("push_both_forms.py", push, fixture);
        await Eventually.IsTrueAsync(() => session.CountLines() == 2 * sent.Count, $"{2 * sent.Count} lines");
        Assert.Equal(0, await node.TerminateAsync());

        var events = session.Events();
        Assert.Equal(2 * sent.Count, events.Count);
        for (var i = 0; i < events.Count; i++)
            AssertRecords(events[i], sent[i / 2], isWrapped: i % 2 == 0, sequence: i + 1);
        Assert.Empty(session.Quarantine());
    }

    [Fact]
    public async Task Two_hundred_thousand_messages_at_full_speed_are_all_there_once_in_order_in_flat_memory()
    {
        const int Count = 200_000;
        const long Budget = 300L * 1024 * 1024;
        var (node, push) = await HostProcess.StartNodeAsync(_folder.Path);
        await using var _ = node;
        var session = new Session(_folder.Path);

        using (var pusher = new Pusher(push))
        {
            for (var i = 0; i < Count; i++)
                pusher.SendMessage($"full-speed-{i}", $"message {i} on the design of the test");
        }

        await Eventually.IsTrueAsync(() => session.CountLines() >= Count, $"{Count} lines");
        output.WriteLine($"resident after {Count} messages: {node.ResidentBytes / 1024 / 1024} MiB");
        Assert.InRange(node.ResidentBytes, 1, Budget);
        Assert.Equal(0, await node.TerminateAsync());

        long sequence = 0;
        foreach (var line in File.ReadLines(session.Path))
        {
            var recorded = JsonElement.Parse(line);
            Assert.Equal($"full-speed-{sequence}", recorded.GetProperty("Id").GetString());
            Assert.Equal(++sequence, recorded.GetProperty("Metadata").GetProperty("sequence").GetInt64());
        }

        Assert.Equal(Count, sequence);
    }

    [Fact]
    public async Task A_terminated_node_leaves_whole_lines_only_and_the_next_one_goes_on_counting()
    {
        var session = new Session(_folder.Path);
        long first;
        {
            var (node, push) = await HostProcess.StartNodeAsync(_folder.Path);
            await using var _ = node;
            using (var pusher = new Pusher(push))
            {
                for (var i = 0; i < 20_000; i++)
                    pusher.SendMessage($"first-{i}");
            }

            Assert.Equal(0, await node.TerminateAsync());
            first = session.CountLines();
            Assert.Equal(first, session.Events().Count);
        }

        {
            var (node, push) = await HostProcess.StartNodeAsync(_folder.Path);
            await using var _ = node;
            using (var pusher = new Pusher(push))
                pusher.SendMessage("second");
            await Eventually.IsTrueAsync(() => session.CountLines() == first + 1, "one more line");
            Assert.Equal(0, await node.InterruptAsync());
        }

        Assert.Equal(
            Enumerable.Range(1, (int)first + 1).Select(n => (long)n),
            session.Events().Select(e => e.GetProperty("Metadata").GetProperty("sequence").GetInt64()));
    }

    [Fact]
    public async Task A_killed_node_loses_nothing_that_was_in_the_file_and_a_torn_tail_is_set_aside()
    {
        var session = new Session(_folder.Path);
        var (killed, push) = await HostProcess.StartNodeAsync(_folder.Path);
        await using (killed)
        {
            using var pusher = new Pusher(push);
            for (var i = 0; i < 100; i++)
                pusher.SendMessage($"before-{i}");
            await Eventually.IsTrueAsync(() => session.CountLines() == 100, "100 lines");
            await killed.KillAsync();
        }

        await File.AppendAllTextAsync(session.Path, "{\"Id\":\"torn");

        var (node, _) = await HostProcess.StartNodeAsync(_folder.Path);
        await using (node)
        {
            Assert.Equal(100, session.Events().Count);
            var torn = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "recovery"), "*.torn"));
            Assert.Equal("{\"Id\":\"torn", await File.ReadAllTextAsync(torn));
            Assert.Contains("torn tail", node.Errors, StringComparison.Ordinal);
        }
    }

    private static void AssertRecords(JsonElement recorded, JsonElement sent, bool isWrapped, long sequence)
    {
        var id = sent.GetProperty("message_id").GetString();
        var speaker = sent.GetProperty("from").GetString();
        Assert.Equal(
            ["Id", "Timestamp", "SpeakerName", "SpeakerRole", "Message", "ConversationType", "ContextId", "Metadata"],
            recorded.EnumerateObject().Select(member => member.Name));
        Assert.Equal(id + (isWrapped ? "-wrapped" : "-flat"), recorded.GetProperty("Id").GetString());
        Assert.Equal(sent.GetProperty("timestamp").GetString(), recorded.GetProperty("Timestamp").GetString());
        Assert.Equal(speaker, recorded.GetProperty("SpeakerName").GetString());
        Assert.Equal("Agent", recorded.GetProperty("SpeakerRole").GetString());
        Assert.Equal(0, recorded.GetProperty("ConversationType").GetInt32());
        Assert.Equal(
            sent.TryGetProperty("context_id", out var context) ? context.GetString() : "unknown",
            recorded.GetProperty("ContextId").GetString());
        using (var content = JsonDocument.Parse(recorded.GetProperty("Message").GetString()!))
            Assert.True(JsonElement.DeepEquals(sent.GetProperty("content"), content.RootElement));

        var metadata = recorded.GetProperty("Metadata");
        Assert.Equal(sequence, metadata.GetProperty("sequence").GetInt64());
        Assert.Equal(sent.GetProperty("to").GetString(), metadata.GetProperty("receiver").GetString());
        Assert.Equal(sent.GetProperty("type").GetString(), metadata.GetProperty("message_type").GetString());
        Assert.Equal(sent.GetProperty("priority").GetString(), metadata.GetProperty("priority").GetString());
        Assert.Equal("push", metadata.GetProperty("source").GetString());
        Assert.Equal(isWrapped, metadata.TryGetProperty("event", out var observed));
        if (isWrapped)
            Assert.Equal("sent", observed.GetString());
        Assert.NotEqual(0, metadata.GetProperty("word_count").GetInt32());
        Assert.Equal(32, metadata.GetProperty("content_hash").GetString()!.Length);
    }
}

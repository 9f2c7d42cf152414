using System.Text.Json;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Commands;

/// <summary>The commands as a user calls them: their output, and their exit codes.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_demo_ends_by_itself_with_everything_recorded()
    {
        await using var demo = HostProcess.Start("demo", "--json");

        Assert.Equal(0, await demo.ExitAsync());
        var summary = JsonElement.Parse(demo.Output);
        Assert.Equal(summary.GetProperty("sent").GetInt32(), summary.GetProperty("recorded").GetInt32());
        Assert.Equal(2, summary.GetProperty("speakers").EnumerateObject().Count());
        Assert.Contains("Handshake", demo.Errors, StringComparison.Ordinal);

        var session = new Session(Path.GetDirectoryName(summary.GetProperty("session").GetString())!);
        Assert.Equal(summary.GetProperty("sent").GetInt32(), session.Events().Count);
        Assert.Equal(
            summary.GetProperty("sent").GetInt32(),
            session.Events().Concat(session.Deliveries()).Count(sight => Seen(sight) == "received"));
        Directory.Delete(session.Logs, recursive: true);
    }

    private static string? Seen(JsonElement sight) =>
        sight.TryGetProperty("Event", out var seen) ? seen.GetString()
        : sight.GetProperty("Metadata").TryGetProperty("event", out seen) ? seen.GetString()
        : null;

    [Fact]
    public async Task A_query_gives_the_recorded_lines_themselves_as_data()
    {
        await RecordAsync("a", "b", "c");

        await using var query = HostProcess.Start("query", "--logs", _folder.Path, "--id", "b", "--json");

        Assert.Equal(0, await query.ExitAsync());
        Assert.Equal(File.ReadLines(new Session(_folder.Path).Path).ElementAt(1), query.Output);
    }

    [Fact]
    public async Task A_query_for_people_shows_who_said_what()
    {
        await RecordAsync("a");

        await using var query = HostProcess.Start("query", "--logs", _folder.Path, "--speaker", "claude_code");

        Assert.Equal(0, await query.ExitAsync());
        Assert.Contains("claude_code → gemini_cli", query.Output, StringComparison.Ordinal);
        Assert.Contains("Handshake initiated", query.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_may_be_given_with_its_at_sign()
    {
        await RecordAsync("a");

        await using var query = HostProcess.Start(
            "query", "--logs", _folder.Path, "--tag", "@Chain-agent_collaboration", "--json");

        Assert.Equal(0, await query.ExitAsync());
        Assert.Equal(["a"], Ids(query.Output));
    }

    [Fact]
    public async Task A_limit_takes_the_oldest_and_after_goes_on_behind_them()
    {
        await RecordAsync("a", "b", "c");

        await using var first = HostProcess.Start("query", "--logs", _folder.Path, "--limit", "2", "--json");
        await using var rest = HostProcess.Start("query", "--logs", _folder.Path, "--after", "2", "--json");

        Assert.Equal((0, 0), (await first.ExitAsync(), await rest.ExitAsync()));
        Assert.Equal(["a", "b"], Ids(first.Output));
        Assert.Equal(["c"], Ids(rest.Output));
    }

    [Fact]
    public async Task A_tail_shows_the_last_events_and_then_each_new_one()
    {
        var (node, push) = await HostProcess.StartNodeAsync(_folder.Path);
        await using var _ = node;
        using var pusher = new Pusher(push);
        foreach (var id in new[] { "a", "b", "c" })
            pusher.SendMessage(id);
        await Eventually.IsTrueAsync(() => new Session(_folder.Path).CountLines() == 3, "three lines");

        await using var tail = HostProcess.Start("tail", "--logs", _folder.Path, "-n", "2", "-f", "--json");
        await Eventually.IsTrueAsync(() => tail.Output.Split('\n').Length == 2, "the last two events");
        pusher.SendMessage("d");
        await Eventually.IsTrueAsync(() => tail.Output.Split('\n').Length == 3, "the new event");

        Assert.Equal(0, await tail.InterruptAsync());
        Assert.Equal(["b", "c", "d"], Ids(tail.Output));
    }

    [Fact]
    public async Task The_status_of_a_running_node_comes_from_the_node()
    {
        var (node, push) = await HostProcess.StartNodeAsync(_folder.Path, "--set", "tapedeck.node-name=alpha");
        await using var _ = node;
        using var pusher = new Pusher(push);
        pusher.SendMessage("a");
        pusher.Send("garbage"u8);
        pusher.Send("""{"message_id":"nobody","content":{}}"""u8);
        await Eventually.IsTrueAsync(() => new Session(_folder.Path).CountLines() == 2, "two lines");

        await using var status = HostProcess.Start("status", "--logs", _folder.Path, "--json");

        Assert.Equal(0, await status.ExitAsync());
        var answer = JsonElement.Parse(status.Output);
        Assert.Equal("alpha", answer.GetProperty("node").GetString());
        Assert.Equal("recording", answer.GetProperty("state").GetString());
        var journal = answer.GetProperty("journal");
        Assert.Equal(2, journal.GetProperty("events").GetInt64());
        Assert.Equal(1, journal.GetProperty("quarantined").GetInt64());
        Assert.Equal(1, journal.GetProperty("unknown_speakers").GetInt64());
        Assert.Equal(1, journal.GetProperty("empty_texts").GetInt64());
        var sockets = answer.GetProperty("sockets").EnumerateArray().ToList();
        Assert.Equal(["push", "acknowledged", "broker"], sockets.Select(socket => socket.GetProperty("name").GetString()));
        var socket = sockets[0];
        Assert.Equal(push, socket.GetProperty("endpoint").GetString());
        Assert.Equal(3, socket.GetProperty("received").GetInt64());
    }

    [Fact]
    public async Task Without_a_node_the_status_is_what_the_folder_holds()
    {
        await RecordAsync("a", "b");
        await File.AppendAllTextAsync(new Session(_folder.Path).Path, "{\"torn");

        await using var status = HostProcess.Start("status", "--logs", _folder.Path, "--json");

        Assert.Equal(0, await status.ExitAsync());
        var answer = JsonElement.Parse(status.Output);
        Assert.Equal("no node", answer.GetProperty("state").GetString());
        Assert.Equal(2, answer.GetProperty("events").GetInt64());
        Assert.Equal(6, answer.GetProperty("torn_bytes").GetInt64());
    }

    [Fact]
    public async Task A_node_answers_its_health_probes()
    {
        await using var node = await HostProcess.StartNodeAsync(_folder.Path);
        using var client = new HttpClient { BaseAddress = new Uri(node.Http) };

        Assert.Equal("live\n", await client.GetStringAsync("/health/live"));
        Assert.Equal("ready\n", await client.GetStringAsync("/health/ready"));
    }

    [Theory]
    [InlineData(2, "--frm", "query", "--frm", "2025-01-01")]
    [InlineData(2, "expected a time", "query", "--from", "yesterday")]
    [InlineData(2, "expected a URL", "status", "--node", "127.0.0.1")]
    [InlineData(2, "expected key=value", "node", "--set", "tapedeck.logs")]
    [InlineData(2, "no configuration file", "node", "--config", "/nowhere/node.conf")]
    [InlineData(2, "nonsense", "nonsense")]
    [InlineData(1, "no node answers", "status", "--node", "http://127.0.0.1:1")]
    [InlineData(1, "nothing is recorded", "query", "--logs", "/nowhere")]
    [InlineData(1, "nothing is recorded", "tail", "--logs", "/nowhere")]
    [InlineData(1, "nothing is recorded", "deliveries", "--logs", "/nowhere")]
    [InlineData(1, "nothing is recorded", "quarantine", "--logs", "/nowhere")]
    [InlineData(1, "nothing is recorded", "verify", "--logs", "/nowhere")]
    [InlineData(1, "nothing is recorded", "recover", "--logs", "/nowhere")]
    [InlineData(2, "--deep", "verify", "--deep")]
    [InlineData(2, "--force", "recover", "--force")]
    [InlineData(2, "expected a duration", "deliveries", "--slower-than", "soon")]
    [InlineData(2, "--only speed", "bench", "--only", "ingest,speed")]
    [InlineData(2, "--rate fast", "bench", "--rate", "1000,fast")]
    [InlineData(2, "at least 1", "bench", "--runs", "0")]
    [InlineData(2, "no file of messages", "bench", "--wire", "/nowhere/wire.jsonl")]
    public async Task A_wrong_call_is_told_what_was_wrong(int exitCode, string named, params string[] arguments)
    {
        await using var command = HostProcess.Start(arguments);

        Assert.Equal(exitCode, await command.ExitAsync());
        Assert.Contains(named, command.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("ready", command.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("node")]
    [InlineData("demo")]
    [InlineData("query")]
    [InlineData("tail")]
    [InlineData("status")]
    [InlineData("deliveries")]
    [InlineData("quarantine")]
    [InlineData("verify")]
    [InlineData("recover")]
    [InlineData("keygen")]
    [InlineData("bench")]
    public async Task Every_command_has_help(params string[] command)
    {
        await using var help = HostProcess.Start([.. command, "--help"]);

        Assert.Equal(0, await help.ExitAsync());
        Assert.Contains("Usage:", help.Output, StringComparison.Ordinal);
    }

    private async Task RecordAsync(params string[] ids)
    {
        var (node, push) = await HostProcess.StartNodeAsync(_folder.Path);
        await using var _ = node;
        using (var pusher = new Pusher(push))
        {
            foreach (var id in ids)
                pusher.SendMessage(id);
        }

        await Eventually.IsTrueAsync(() => new Session(_folder.Path).CountLines() == ids.Length, $"{ids.Length} lines");
        Assert.Equal(0, await node.TerminateAsync());
    }

    private static IEnumerable<string?> Ids(string lines) =>
        lines.Split('\n').Select(line => JsonElement.Parse(line).GetProperty("Id").GetString());
}

using System.Text.Json.Nodes;
using Tapedeck.Client;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Clients;

/// <summary>The .NET and the Python client against a real node: the same tests for both.</summary>
public sealed class AgentInteropTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Logs => _folder.File("logs");

    private Session Session => new(Logs);

    [Theory]
    [InlineData(AgentKind.Dotnet, AgentKind.Dotnet)]
    [InlineData(AgentKind.Python, AgentKind.Python)]
    [InlineData(AgentKind.Dotnet, AgentKind.Python)]
    [InlineData(AgentKind.Python, AgentKind.Dotnet)]
    public async Task What_one_sends_the_other_receives_and_it_is_one_event_seen_three_times(AgentKind from, AgentKind to)
    {
        await using var node = await HostProcess.StartNodeAsync(Logs);
        await using var speaker = await AgentProcess.StartAsync(from, "claude_code", Places(node, "a"));
        await using var listener = await AgentProcess.StartAsync(to, "gemini_cli", Places(node, "b"));
        await JoinAsync(speaker, listener, "gemini_cli");

        var ids = await speaker.SendAsync("gemini_cli", "ü \"quoted\" 漢字", count: 20, type: "request");
        var received = await listener.ReceiveAsync(20);

        Assert.Equal(ids, received.Select(message => message.Id));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"ü \"quoted\" 漢字 {i}"), received.Select(message => message.Text));
        Assert.All(received, message => Assert.Equal("claude_code", message.From));
        Assert.True(await speaker.FlushAsync());
        Assert.True(await listener.FlushAsync());
        Assert.Equal(0, await node.Process.TerminateAsync());

        var events = Session.Events().Where(line => ids.Contains(line.GetProperty("Id").GetString())).ToList();
        Assert.Equal(ids, events.Select(line => line.GetProperty("Id").GetString()));
        Assert.All(events, line => Assert.Equal("claude_code", line.GetProperty("SpeakerName").GetString()));
        Assert.All(events, line => Assert.Equal("gemini_cli", line.GetProperty("Metadata").GetProperty("receiver").GetString()));
        var sights = Session.Deliveries().Where(delivery => ids.Contains(delivery.GetProperty("Id").GetString()))
            .Select(delivery => delivery.GetProperty("Event").GetString()).ToList();
        Assert.Equal(40, sights.Count);
        Assert.Equal(20, sights.Count(seen => seen == "received"));
    }

    [Theory]
    [InlineData(AgentKind.Dotnet)]
    [InlineData(AgentKind.Python)]
    public async Task A_recorder_that_is_down_costs_nothing_but_spool_and_has_everything_once_it_is_up(AgentKind kind)
    {
        await using var first = await HostProcess.StartNodeAsync(Logs);
        var places = Places(first, "spool");
        await first.Process.KillAsync();
        await using var agent = await AgentProcess.StartAsync(kind, "claude_code", places);

        for (var i = 0; i < 1000; i++)
            await agent.RecordAsync(Note($"n-{i}"));
        Assert.False(await agent.FlushAsync(timeout: 0.2));
        Assert.Equal(1000, (await agent.StatsAsync()).GetProperty("pending").GetInt64());

        await using var node = await HostProcess.StartNodeAsync(Logs, first.SameEndpoints);
        Assert.True(await agent.FlushAsync());
        var stats = await agent.StatsAsync();
        Assert.Equal((1000, 0, 0), (
            stats.GetProperty("stored").GetInt32(), stats.GetProperty("pending").GetInt32(), stats.GetProperty("dropped").GetInt32()));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"n-{i}"), Session.Events().Select(line => line.GetProperty("Id").GetString()));
        await agent.CloseAsync();
    }

    [Theory]
    [InlineData(AgentKind.Dotnet)]
    [InlineData(AgentKind.Python)]
    public async Task What_a_killed_agent_left_is_sent_on_at_its_next_start(AgentKind kind)
    {
        await using var first = await HostProcess.StartNodeAsync(Logs);
        var places = Places(first, "spool");
        await using var killed = await AgentProcess.StartAsync(kind, "claude_code", places);
        await killed.RecordAsync(Note("before"));
        Assert.True(await killed.FlushAsync());
        await first.Process.KillAsync();
        for (var i = 0; i < 100; i++)
            await killed.RecordAsync(Note($"left-{i}"));
        await killed.KillAsync();

        await using var node = await HostProcess.StartNodeAsync(Logs, first.SameEndpoints);
        await using var next = await AgentProcess.StartAsync(kind, "claude_code", places);
        await next.RecordAsync(Note("after"));
        Assert.True(await next.FlushAsync());

        Assert.Equal(
            ["before", .. Enumerable.Range(0, 100).Select(i => $"left-{i}"), "after"],
            Session.Events().Select(line => line.GetProperty("Id").GetString()));
        Assert.Single(Session.Events().Select(line => line.GetProperty("Metadata").GetProperty("producer").GetString()).Distinct());
    }

    [Theory]
    [InlineData(AgentKind.Dotnet)]
    [InlineData(AgentKind.Python)]
    public async Task What_does_not_fit_into_the_spool_is_counted_and_the_node_reports_the_gap(AgentKind kind)
    {
        await using var first = await HostProcess.StartNodeAsync(Logs);
        await first.Process.KillAsync();
        await using var agent = await AgentProcess.StartAsync(kind, "claude_code", Places(first, "spool"), "--spool-limit", "20000");
        for (var i = 0; i < 1000; i++)
            await agent.RecordAsync(Note($"n-{i}"));
        var dropped = (await agent.StatsAsync()).GetProperty("dropped").GetInt64();
        Assert.InRange(dropped, 1, 999);

        await using var node = await HostProcess.StartNodeAsync(Logs, first.SameEndpoints);
        Assert.True(await agent.FlushAsync());
        await agent.RecordAsync(Note("later"));
        Assert.True(await agent.FlushAsync());

        Assert.Equal(
            [.. Enumerable.Range(0, (int)(1000 - dropped)).Select(i => $"n-{i}"), "later"],
            Session.Events().Select(line => line.GetProperty("Id").GetString()));
        await using var asked = NodeClient.Connect(new Uri(node.Http), tls: null);
        var gap = Assert.Single((await asked.GetStatusAsync()).Producers.WithGaps);
        Assert.Equal((dropped, $"{1001 - dropped}-1000"), (gap.Missing, gap.Ranges));
    }

    [Theory]
    [InlineData(AgentKind.Dotnet)]
    [InlineData(AgentKind.Python)]
    public async Task What_is_no_message_is_rejected_and_kept_in_quarantine(AgentKind kind)
    {
        await using var node = await HostProcess.StartNodeAsync(Logs);
        await using var agent = await AgentProcess.StartAsync(kind, "claude_code", Places(node, "spool"));

        await agent.RecordAsync(new JsonObject { ["nothing"] = "of a message" });
        await agent.RecordAsync(Note("good"));
        Assert.True(await agent.FlushAsync());

        var stats = await agent.StatsAsync();
        Assert.Equal((1, 1), (stats.GetProperty("stored").GetInt32(), stats.GetProperty("rejected").GetInt32()));
        Assert.Contains("no message", stats.GetProperty("last_error").GetString(), StringComparison.Ordinal);
        Assert.Single(Session.Quarantine());
    }

    [Theory]
    [InlineData(AgentKind.Dotnet)]
    [InlineData(AgentKind.Python)]
    public async Task Without_acknowledgement_it_sends_what_the_recording_port_has_always_taken(AgentKind kind)
    {
        await using var node = await HostProcess.StartNodeAsync(Logs);
        await using var agent = await AgentProcess.StartAsync(
            kind, "claude_code", Places(node, "spool"), "--mode", "fire-and-forget");

        await agent.RecordAsync(Note("flat"));
        var id = (await agent.SendAsync("gemini_cli", "observed"))[0];
        await agent.CloseAsync();
        await Eventually.IsTrueAsync(() => Session.CountLines() >= 2, "both events are in the file");

        Assert.Equal(
            new[] { "flat", id }.Order(), Session.Events().Select(line => line.GetProperty("Id").GetString()).Order());
        Assert.False(Directory.Exists(_folder.File("spool")) && Directory.EnumerateFiles(_folder.File("spool")).Any());
    }

    private AgentPlaces Places(RunningNode node, string spool) => AgentPlaces.Of(node, _folder.File(spool));

    private static JsonObject Note(string id) => new()
    {
        ["message_id"] = id, ["timestamp"] = "2026-11-22T09:00:00Z", ["from"] = "claude_code", ["to"] = "gemini_cli",
        ["content"] = "noted by hand",
    };

    /// <summary>Sends until something arrives: a SUB does not say when it is joined.</summary>
    private static async Task JoinAsync(AgentProcess speaker, AgentProcess listener, string name)
    {
        for (var i = 0; i < 300; i++)
        {
            await speaker.SendAsync(name, "are you there?", type: "probe");
            if ((await listener.ReceiveAsync(1, timeout: 0.1)).Count == 0)
                continue;
            while ((await listener.ReceiveAsync(1, timeout: 0.2)).Count > 0)
            {
            }

            return;
        }

        Assert.Fail($"{name} never heard anything");
    }
}

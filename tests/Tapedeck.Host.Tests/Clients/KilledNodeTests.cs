using System.Text.Json;
using System.Text.Json.Nodes;
using Tapedeck.Tests.Host.Support;
using Tapedeck.Tests.ZeroMQ.Closing;

namespace Tapedeck.Tests.Host.Clients;

/// <summary>
/// Acknowledged recording while the node is killed at random. Invariants: what an agent was told is stored is in the
/// journal at that moment; in the end everything is there, once, in each producer's order.
/// </summary>
public sealed class KilledNodeTests : IDisposable
{
    private static readonly AgentKind[] Kinds = [AgentKind.Dotnet, AgentKind.Python, AgentKind.Dotnet, AgentKind.Python];

    private const int AtOnce = 100;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Four_producers_lose_nothing_and_store_nothing_twice() => RunAsync(messagesEach: 5_000, kills: 4);

    [LongFact]
    public Task Four_producers_of_100_000_messages_each_through_ten_kills() => RunAsync(messagesEach: 100_000, kills: 10);

    private async Task RunAsync(int messagesEach, int kills)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var logs = _folder.File("logs");
        var session = new Session(logs);
        var node = await HostProcess.StartNodeAsync(logs);
        var endpoints = node.SameEndpoints;
        var places = AgentPlaces.Of(node, _folder.File("spool"));
        var agents = await Task.WhenAll(Kinds.Select((kind, i) => AgentProcess.StartAsync(kind, NameOf(i), places)));
        var recording = Task.WhenAll(agents.Select((agent, i) => RecordAsync(agent, NameOf(i), messagesEach)));

        for (var kill = 1; kill <= kills; kill++)
        {
            var after = ((long)messagesEach * agents.Length * kill / (kills + 2)) + random.Next(AtOnce);
            await Eventually.IsTrueAsync(
                () => recording.IsFaulted || session.CountLines() >= after, $"{after} lines (seed {seed})",
                TimeSpan.FromMinutes(5));
            await node.Process.KillAsync();
            await node.DisposeAsync();
            await AssertWhatWasAcknowledgedIsThereAsync(agents, session, seed);
            node = await HostProcess.StartNodeAsync(logs, endpoints);
        }

        await recording;
        foreach (var agent in agents)
            Assert.True(await agent.FlushAsync(timeout: 110), $"not everything was stored (seed {seed})");
        Assert.Equal(0, await node.Process.TerminateAsync());

        for (var i = 0; i < agents.Length; i++)
            Assert.Equal(Enumerable.Range(0, messagesEach).Select(n => $"{NameOf(i)}-{n}"), IdsOf(session, NameOf(i)));
        Assert.Empty(session.Deliveries());
        foreach (var agent in agents)
            await agent.DisposeAsync();
        await node.DisposeAsync();
    }

    private static string NameOf(int agent) => $"agent_{agent}";

    private static async Task RecordAsync(AgentProcess agent, string name, int count)
    {
        for (var first = 0; first < count; first += AtOnce)
        {
            await agent.RecordAsync(
                new JsonObject
                {
                    ["message_id"] = name, ["timestamp"] = "2026-11-22T09:00:00Z", ["from"] = name, ["to"] = "all",
                    ["content"] = "one of many",
                },
                first, AtOnce);
        }
    }

    /// <summary>Asks the agents, while no node runs, what they were told, and counts what is there.</summary>
    private static async Task AssertWhatWasAcknowledgedIsThereAsync(AgentProcess[] agents, Session session, int seed)
    {
        for (var i = 0; i < agents.Length; i++)
        {
            var stored = (await agents[i].StatsAsync()).GetProperty("stored").GetInt64();
            var there = IdsOf(session, NameOf(i)).Count();
            Assert.True(stored <= there, $"{NameOf(i)} was told that {stored} are stored, {there} are (seed {seed})");
        }
    }

    /// <summary>The ids of a speaker's whole lines, in their order.</summary>
    private static IEnumerable<string> IdsOf(Session session, string speaker)
    {
        var mark = $"\"SpeakerName\":\"{speaker}\"";
        using var file = new StreamReader(
            new FileStream(session.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (file.ReadLine() is { } line)
        {
            // A line that a kill cut in half is nobody's yet.
            if (line.Contains(mark, StringComparison.Ordinal) && line.EndsWith("}}", StringComparison.Ordinal))
                yield return JsonElement.Parse(line).GetProperty("Id").GetString()!;
        }
    }
}

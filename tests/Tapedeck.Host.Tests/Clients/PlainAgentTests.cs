using System.Text.Json;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Clients;

/// <summary>Agents that know nothing of Tapedeck's clients: pyzmq, a PUB, a SUB and a PUSH.</summary>
public sealed class PlainAgentTests : IDisposable
{
    private const int Each = 500;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_thousand_messages_are_a_thousand_events_and_each_further_sight_is_a_delivery()
    {
        await using var node = await HostProcess.StartNodeAsync(_folder.Path);
        await using var claude = Start(node, "claude_code", "gemini_cli", "first");
        await using var gemini = Start(node, "gemini_cli", "claude_code", "second");
        Assert.Equal(("connected", "connected"), (await claude.ReadAsync(), await gemini.ReadAsync()));

        await gemini.WriteAsync("go");
        await claude.WriteAsync("go");
        Assert.Equal(("done", "done"), (await claude.ReadAsync(), await gemini.ReadAsync()));
        Assert.Equal(0, await node.Process.TerminateAsync());

        var session = new Session(_folder.Path);
        var events = session.Events();
        Assert.Equal(2 * Each, events.Count);
        Assert.Equal(
            Expected("claude_code", "gemini_cli").Concat(Expected("gemini_cli", "claude_code")).Order(),
            events.Select(line => (
                line.GetProperty("SpeakerName").GetString()!,
                line.GetProperty("Metadata").GetProperty("receiver").GetString()!,
                JsonElement.Parse(line.GetProperty("Message").GetString()!).GetProperty("message").GetString()!)).Order());
        Assert.Empty(session.Quarantine());

        // Each was seen three times; whichever sight came first is the event's own.
        var bySequence = events.ToDictionary(line => line.GetProperty("Metadata").GetProperty("sequence").GetInt64(), FirstSight);
        var deliveries = session.Deliveries();
        Assert.Equal(2 * 2 * Each, deliveries.Count);
        foreach (var ofOne in deliveries.GroupBy(delivery => delivery.GetProperty("Sequence").GetInt64()))
        {
            var sights = ofOne.Select(delivery => delivery.GetProperty("Event").GetString()!).Append(bySequence[ofOne.Key]);
            Assert.Equal(["received", "relayed", "sent"], sights.Order());
        }
    }

    private static string FirstSight(JsonElement line)
    {
        var metadata = line.GetProperty("Metadata");
        return metadata.TryGetProperty("event", out var seen) ? seen.GetString()! : "relayed";
    }

    private static IEnumerable<(string Speaker, string Receiver, string Text)> Expected(string speaker, string receiver) =>
        Enumerable.Range(1, Each).Select(number =>
            (speaker, receiver, $"{speaker} says {number} of {Each}: ü, \"quoted\", 漢字"));

    private static LineProcess Start(RunningNode node, string name, string peer, string turn) => LineProcess.Python(
        "plain_agent.py", name, peer, $"{Each}", node.Publish, node.Subscribe, node.Push, turn);
}

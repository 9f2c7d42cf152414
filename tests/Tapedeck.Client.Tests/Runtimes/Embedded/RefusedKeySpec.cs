using System.Collections.Concurrent;
using Tapedeck.Client;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Client.Agents;

/// <summary>An agent whose key a node refuses at first, and allows while the agent runs; NetMQ has no such node.</summary>
public sealed class RefusedKeySpec : IDisposable
{
    private const string Refused = "refuses the agent's key";
    private const string Taken = "takes the agent's key";
    private static readonly TimeSpan Patience = ScriptedNode.Patience;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TempFolder _folder = new();
    private readonly KeyCheck _check = new();
    private readonly LogProbe _log = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ManualTime _time = new();

    [Fact]
    public async Task What_was_recorded_meanwhile_is_stored_once_the_key_is_allowed()
    {
        using var node = new ScriptedNode(_check);
        await using var agent = Open(options => options with { Record = node.Endpoint });
        agent.Record("{\"from\":\"a\"}"u8);

        await AllowAsync(agent);

        node.Welcome(0);
        node.Store(node.ReceiveUpTo(1)[0]);
        Assert.True(await agent.FlushAsync(Patience));
        Assert.Equal(1, agent.Stats.Stored);
    }

    [Fact]
    public async Task What_was_sent_meanwhile_is_published_once_the_key_is_allowed()
    {
        using var sockets = new PlainSockets(_check);
        var (broker, endpoint) = sockets.Bound(ZmqSocketType.XSub);
        await using var agent = Open(options => options with { Publish = endpoint });
        for (var i = 0; i < 3; i++)
            agent.Send("b", $"number {i}");

        await AllowAsync(agent);

        broker.Send([1, (byte)'b']);
        for (var i = 0; i < 3; i++)
            Assert.Contains($"\"number {i}\"", PlainSockets.Receive(broker)[1], StringComparison.Ordinal);
        Assert.Equal(0, agent.Stats.Dropped);
    }

    [Fact]
    public async Task What_is_sent_stays_held_for_two_seconds_after_the_key_is_allowed()
    {
        using var sockets = new PlainSockets(_check);
        var (_, endpoint) = sockets.Bound(ZmqSocketType.XSub);
        var agent = Open(options => options with { Publish = endpoint, CloseTimeout = Patience });
        agent.Send("b", "nobody listens");
        await AllowAsync(agent);
        await _log.ExpectAsync(Taken);

        var closed = agent.DisposeAsync().AsTask();
        Assert.False(closed.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        await closed.WaitAsync(Patience / 2);
    }

    [Fact]
    public async Task Messages_of_every_topic_are_received_once_the_key_is_allowed()
    {
        using var sockets = new PlainSockets(_check);
        var (broker, endpoint) = sockets.Bound(ZmqSocketType.XPub);
        await using var agent = Open(options => options with { Subscribe = endpoint, Topics = ["news"] });

        await AllowAsync(agent);

        string[] subscriptions = [PlainSockets.Receive(broker)[0], PlainSockets.Receive(broker)[0]];
        Assert.Equal(["\u0001a", "\u0001news"], subscriptions.Order());
        PlainSockets.Send(broker, "a", "{\"content\":\"one\"}");
        PlainSockets.Send(broker, "news", "{\"content\":\"two\"}");
        Assert.Equal("one", (await agent.ReceiveAsync(Patience))?.Text);
        Assert.Equal("two", (await agent.ReceiveAsync(Patience))?.Text);
    }

    [Fact]
    public async Task What_was_recorded_meanwhile_without_acknowledgement_is_pushed_once_the_key_is_allowed()
    {
        using var sockets = new PlainSockets(_check);
        var (node, endpoint) = sockets.Bound(ZmqSocketType.Pull);
        await using var agent = Open(
            options => options with { Mode = RecordingMode.FireAndForget, Push = endpoint });
        for (var i = 0; i < 3; i++)
            agent.Record("{\"from\":\"a\",\"timestamp\":\"\"}"u8);

        Assert.False(agent.Stats.IsConnected);
        await AllowAsync(agent);

        for (var i = 0; i < 3; i++)
            Assert.Equal("{\"from\":\"a\",\"timestamp\":\"\"}", PlainSockets.Receive(node)[0]);
        Assert.True(await agent.WhenAsync(stats => stats is { IsConnected: true, Pending: 0 }, Patience));
    }

    [Fact]
    public async Task A_refused_key_is_told_once_however_many_sockets_and_attempts_there_are()
    {
        using var node = new ScriptedNode(_check);
        using var sockets = new PlainSockets(_check);
        var (_, publish) = sockets.Bound(ZmqSocketType.XSub);
        var (_, subscribe) = sockets.Bound(ZmqSocketType.XPub);
        await using var agent = Open(
            options => options with { Record = node.Endpoint, Publish = publish, Subscribe = subscribe });

        await AdvanceUntilAsync(agent, () => _check.Refusals >= 9);
        _check.Allow();
        await AdvanceUntilAsync(agent, () => _lines.Any(line => line.Contains(Taken, StringComparison.Ordinal)));

        var told = Assert.Single(_lines, line => line.Contains(Refused, StringComparison.Ordinal));
        Assert.Contains(_check.Agent.Own.PublicKey, told, StringComparison.Ordinal);
        Assert.Single(_lines, line => line.Contains(Taken, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_with_another_key_than_the_agent_was_given_is_told()
    {
        using var node = new ScriptedNode(_check);
        var other = _check.Agent with { ServerPublicKey = CurveKeyPair.Generate().PublicKey };
        await using var agent = Open(options => options with { Record = node.Endpoint, Curve = other });

        await _log.ExpectAsync("or have another key than the agent was given");
    }

    public void Dispose() => _folder.Dispose();

    // What was told was seen: the pause begins before the clock is advanced by it.
    private async Task AllowAsync(AgentConnection agent)
    {
        await _log.ExpectAsync(Refused);
        Assert.Contains(Refused, agent.Stats.LastError, StringComparison.Ordinal);
        Assert.True(await agent.WhenAsync(_ => true, Patience)); // after the turn that told it
        _check.Allow();
        _time.Advance(Pause);
    }

    private async Task AdvanceUntilAsync(AgentConnection agent, Func<bool> holds)
    {
        for (var left = Patience; !holds() && left > TimeSpan.Zero; left -= TimeSpan.FromMilliseconds(100))
        {
            _time.Advance(Pause);
            await agent.WhenAsync(_ => holds(), TimeSpan.FromMilliseconds(100));
        }

        Assert.True(holds());
    }

    private AgentConnection Open(Func<AgentOptions, AgentOptions> change) => AgentConnection.Open("a", change(new AgentOptions
    {
        Publish = "",
        Subscribe = "",
        Record = "",
        Push = "",
        SpoolFolder = _folder.Path,
        CloseTimeout = TimeSpan.FromMilliseconds(1),
        Curve = _check.Agent,
        Time = _time,
        Log = line =>
        {
            _lines.Enqueue(line);
            _log.Tell(line);
        },
    }));
}

using System.Text.Json.Nodes;
using Tapedeck.Client;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Client.Agents;

public sealed class ConversationSpec : IDisposable
{
    private static readonly TimeSpan Patience = ScriptedNode.Patience;

    private readonly TempFolder _folder = new();
    private readonly Forwarder _broker = new();

    [Fact]
    public async Task Two_agents_talk_to_each_other_and_both_record_what_they_saw()
    {
        using var node = new ScriptedNode();
        await using var claude = Open("claude_code", options => options with { Record = node.Endpoint });
        await using var gemini = Open("gemini_cli");

        var asked = await HeardAsync(gemini, () => claude.Send("gemini_cli", "Which storage?", type: "request"));
        Assert.Equal(("gemini_cli", "claude_code", "request", "Which storage?"), (asked.Topic, asked.From, asked.Type, asked.Text));
        var answered = await HeardAsync(claude, () => gemini.Send("claude_code", new { message = "SQLite", reason = "small" }));
        Assert.Equal("SQLite", answered.Text);
        Assert.Equal("small", answered.Json.GetProperty("content").GetProperty("reason").GetString());

        Assert.Equal(claude.Stats.Sent + 1, claude.Stats.Recorded);
        node.Welcome(0);
        var observations = node.ReceiveUpTo(claude.Stats.Recorded).ConvertAll(record => record.Payload);
        Assert.Equal("sent", (string?)observations[0]["event_type"]);
        Assert.Equal("claude_code", (string?)observations[0]["agent"]);
        Assert.Equal("received", (string?)observations[^1]["event_type"]);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(answered.Json.GetRawText()), observations[^1]["message"]), $"{observations[^1]}");
    }

    [Fact]
    public async Task What_is_sent_first_waits_for_the_brokers_first_subscription()
    {
        using var late = new PlainSockets();
        var (publishers, endpoint) = late.Bound(ZmqSocketType.XSub);
        var time = new ManualTime();
        await using var agent = Open("a", options => options with { Publish = endpoint, Subscribe = "", Time = time });
        for (var i = 0; i < 3; i++)
            agent.Send("b", $"{i}");

        publishers.Send([1, (byte)'b']);

        for (var i = 0; i < 3; i++)
            Assert.Equal("b", PlainSockets.Receive(publishers)[0]);
        Assert.Equal(0, agent.Stats.Dropped);
    }

    [Fact]
    public async Task What_is_held_is_let_go_after_two_seconds()
    {
        var time = new ManualTime();
        var agent = Open("a", options => options with { Time = time, CloseTimeout = Patience });
        agent.Send("b", "nobody listens");
        var closed = agent.DisposeAsync().AsTask();
        Assert.False(closed.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(2));
        await closed.WaitAsync(Patience / 2);
    }

    [Fact]
    public async Task What_is_sent_while_no_broker_takes_it_is_bounded_and_the_oldest_is_dropped_and_counted()
    {
        using var late = new PlainSockets();
        var (publishers, endpoint) = late.Bound(ZmqSocketType.XSub);
        await using var agent = Open("a", options => options with
        {
            Publish = endpoint, Subscribe = "", Time = new ManualTime(), CloseTimeout = TimeSpan.Zero,
        });

        for (var i = 0; i < 10_010; i++)
            agent.Send("b", $"number {i}");

        Assert.Equal((10_010, 10), (agent.Stats.Sent, agent.Stats.Dropped));
        Assert.StartsWith($"not published: the broker at {endpoint}", agent.Stats.LastError, StringComparison.Ordinal);
        publishers.Send([1, (byte)'b']);
        Assert.Contains("\"number 10\"", PlainSockets.Receive(publishers)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_begins_with_the_agents_name_is_not_its_message()
    {
        await using var claude = Open("claude");
        await using var code = Open("claude_code");
        await using var other = Open("other");

        await HeardAsync(code, () =>
        {
            other.Send("claude_code", "for the other");
            return other.Send("claude_code", "for the other too");
        });
        var heard = await HeardAsync(claude, () => other.Send("claude", "for me"));

        Assert.Equal("for me", heard.Text);
    }

    [Fact]
    public async Task Other_topics_are_heard_where_the_options_name_them()
    {
        await using var listener = Open("listener", options => options with { Topics = ["all", "news"] });
        await using var speaker = Open("speaker");

        var heard = await HeardAsync(listener, () => speaker.Send("all", "hello"));

        Assert.Equal("all", heard.Topic);
    }

    [Fact]
    public async Task What_comes_and_is_no_message_is_passed_over()
    {
        using var sockets = new PlainSockets();
        var (broker, endpoint) = sockets.Bound(ZmqSocketType.XPub);
        await using var agent = Open("a", options => options with { Publish = "", Subscribe = endpoint });
        Assert.Equal("\u0001a", PlainSockets.Receive(broker)[0]);

        string[][] published = [["a"], ["a", "not JSON"], ["a", "[]"], ["a", "{}", "{}"], ["ab", "{}"], ["a", "{\"content\":\"ü\"}"]];
        foreach (var frames in published)
            PlainSockets.Send(broker, frames);

        var heard = await agent.ReceiveAsync(Patience);
        Assert.Equal(("", "", "", "ü"), (heard!.Id, heard.From, heard.Type, heard.Text));
        Assert.Equal(1, agent.Stats.Received);
    }

    [Fact]
    public async Task Nothing_to_receive_is_null()
    {
        await using var agent = Open("a");

        Assert.Null(await agent.ReceiveAsync(TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public async Task Without_acknowledgement_observations_are_pushed_and_no_spool_is_kept()
    {
        using var sockets = new PlainSockets();
        var (node, endpoint) = sockets.Bound(ZmqSocketType.Pull);
        await using var agent = Open(
            "a", options => options with { Mode = RecordingMode.FireAndForget, Push = endpoint });

        agent.Send("b", "hello");
        agent.Record("{\"from\":\"a\",\"timestamp\":\"\"}"u8);

        Assert.Contains("\"event_type\":\"sent\"", PlainSockets.Receive(node)[0], StringComparison.Ordinal);
        Assert.Equal("{\"from\":\"a\",\"timestamp\":\"\"}", PlainSockets.Receive(node)[0]);
        Assert.True(await agent.FlushAsync(Patience));
        Assert.True(await agent.WhenAsync(stats => stats.IsConnected, Patience));
        Assert.Equal((2, 0, 0), (agent.Stats.Recorded, agent.Stats.Dropped, agent.Stats.Pending));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Without_acknowledgement_what_nobody_takes_is_dropped_and_counted()
    {
        await using var agent = Open("a", options => options with
        {
            Mode = RecordingMode.FireAndForget, Push = "tcp://127.0.0.1:1", CloseTimeout = TimeSpan.Zero,
        });

        for (var i = 0; i < 10_010; i++)
            agent.Record("{\"from\":\"a\"}"u8);
        Assert.False(await agent.FlushAsync(TimeSpan.Zero));

        Assert.Equal((10_000, 10, 10_000), (agent.Stats.Recorded, agent.Stats.Dropped, agent.Stats.Pending));
        Assert.False(agent.Stats.IsConnected);
        Assert.StartsWith("not recorded: ", agent.Stats.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agents_with_keys_talk_to_a_broker_that_asks_for_them()
    {
        var server = CurveKeyPair.Generate();
        var (serverFile, _) = CurveCertificate.Save(server, _folder.Path, "node");
        var (publicFile, secretFile) = CurveCertificate.Save(CurveKeyPair.Generate(), _folder.Path, "agent");
        using var broker = new Forwarder(server);
        AgentOptions Keyed(AgentOptions options) => options with
        {
            Publish = broker.Publish, Subscribe = broker.Subscribe, Curve = AgentCurve.Load(serverFile, secretFile),
        };
        await using var claude = Open("claude_code", Keyed);
        await using var gemini = Open("gemini_cli", Keyed);

        var heard = await HeardAsync(gemini, () => claude.Send("gemini_cli", "in private"));

        Assert.Equal("in private", heard.Text);
        var fault = Assert.Throws<ArgumentException>(() => AgentCurve.Load(serverFile, publicFile));
        Assert.StartsWith($"{publicFile} has no secret-key", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _broker.Dispose();
        _folder.Dispose();
    }

    // A receiver's subscription may reach the sender after its first message: send until it is heard.
    private static async Task<AgentMessage> HeardAsync(AgentConnection receiver, Func<string> send)
    {
        using var patience = new CancellationTokenSource(Patience);
        AgentMessage? heard = null;
        while (heard is null && !patience.IsCancellationRequested)
        {
            send();
            heard = await receiver.ReceiveAsync(TimeSpan.FromMilliseconds(100), patience.Token);
        }

        Assert.NotNull(heard);
        return heard;
    }

    private AgentConnection Open(string name, Func<AgentOptions, AgentOptions>? change = null)
    {
        var options = new AgentOptions
        {
            Publish = _broker.Publish,
            Subscribe = _broker.Subscribe,
            Record = "",
            Push = "",
            SpoolFolder = _folder.Path,
            CloseTimeout = TimeSpan.FromMilliseconds(1),
        };
        return AgentConnection.Open(name, change is null ? options : change(options));
    }
}

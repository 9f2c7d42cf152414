using System.Text;
using System.Text.Json.Nodes;
using Tapedeck.Client;

namespace Tapedeck.Tests.Client.Agents;

public sealed class AcknowledgedRecordingSpec : IDisposable
{
    private static readonly TimeSpan Patience = ScriptedNode.Patience;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly TempFolder _folder = new();
    private readonly ScriptedNode _node = new();
    private readonly LogProbe _log = new();
    private readonly ManualTime _time = new();

    [Fact]
    public async Task What_is_sent_is_recorded_as_an_observation_and_flushed_once_it_is_stored()
    {
        await using var agent = Open(Publishing);
        var id = agent.Send("gemini_cli", "Which storage should we choose?", type: "request", contextId: "c-1");
        Assert.Equal("claude_code", Assert.Single(_node.Welcome(0).Frames[1].Split('/')[..1]));

        var record = _node.Receive();
        Assert.False(await agent.FlushAsync(TimeSpan.Zero));
        _node.Store(record);

        Assert.True(await agent.FlushAsync(Patience));
        Assert.Matches($"^claude_code_{_time.Start.ToUnixTimeMilliseconds()}_[0-9a-f]+$", id);
        Assert.Equal(1, record.Number);
        var expected = JsonNode.Parse($$$"""
            {"event_type":"sent","agent":"claude_code","timestamp":"2026-11-22T09:00:00.123456Z","message":
            {"message_id":"{{{id}}}","timestamp":"2026-11-22T09:00:00.123456Z","from":"claude_code","to":"gemini_cli",
            "type":"request","priority":"NORMAL","context_id":"c-1",
            "content":{"message":"Which storage should we choose?"} } }
            """);
        Assert.True(JsonNode.DeepEquals(expected, record.Payload), record.Frames[^1]);
        Assert.Equal(
            new AgentStats(1, 0, 1, Stored: 1, 0, 0, Pending: 0, IsConnected: true, LastError: null), agent.Stats);
    }

    [Fact]
    public async Task What_went_another_way_is_recorded_as_it_is_in_one_line()
    {
        await using var agent = Open();
        agent.Record(new JsonObject { ["sender_id"] = "tool", ["content"] = "Grüße\n", ["timestamp"] = "today" });
        agent.Record("{ \"sender_id\":\n\t\"tool\" ,\r\n\"\\u0054imestamp\":\"x\"}"u8);
        _node.Welcome(0);

        Assert.Equal(
            "{\"sender_id\":\"tool\",\"content\":\"Grüße\\n\",\"timestamp\":\"today\"}", _node.Receive().Frames[^1]);
        Assert.Equal("{ \"sender_id\": \t\"tool\" ,  \"\\u0054imestamp\":\"x\"}", _node.Receive().Frames[^1]);
    }

    [Theory]
    [InlineData("{}", "{", "}")]
    [InlineData("{ } ", "{ ", "}")]
    [InlineData("{\"from\":\"a\"}\n", "{\"from\":\"a\",", "}")]
    [InlineData("{\"content\":{\"timestamp\":1},\"note\":\"}\"}", "{\"content\":{\"timestamp\":1},\"note\":\"}\",", "}")]
    [InlineData("{\"\\ud83dtimestamp\":1}", "{\"\\ud83dtimestamp\":1,", "}")]
    public async Task What_went_another_way_without_a_timestamp_is_given_one(string message, string before, string behind)
    {
        await using var agent = Open();
        agent.Record(Encoding.UTF8.GetBytes(message));
        _node.Welcome(0);

        Assert.Equal(
            $"{before}\"timestamp\":\"2026-11-22T09:00:00.123456Z\"{behind}", _node.Receive().Frames[^1]);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_a_text_breaks_nothing()
    {
        await using var agent = Open(Publishing);
        agent.Send("b", "half \ud83d of a smile");
        agent.Send("b", new { message = "half \ud83d of a smile" });
        _node.Welcome(0);

        for (var i = 0; i < 2; i++)
            Assert.Equal(
                "half \ufffd of a smile", (string?)_node.Receive().Payload["message"]!["content"]!["message"]);
    }

    [Fact]
    public async Task An_id_and_metadata_of_the_agents_own_are_sent_as_they_are()
    {
        await using var agent = Open(Publishing);
        var id = agent.Send("b", "x", metadata: new JsonObject { ["sender_role"] = "Critic" }, messageId: "m-1");
        _node.Welcome(0);

        var message = _node.Receive().Payload["message"]!;
        Assert.Equal(("m-1", "m-1"), (id, (string?)message["message_id"]));
        Assert.Equal("{\"sender_role\":\"Critic\"}", message["metadata"]!.ToJsonString());
    }

    [Fact]
    public async Task Without_a_broker_an_agent_records_and_neither_sends_nor_receives()
    {
        await using var agent = Open();

        var send = Assert.Throws<InvalidOperationException>(() => agent.Send("b", "x"));
        var receive = await Assert.ThrowsAsync<InvalidOperationException>(() => agent.ReceiveAsync(Patience));
        agent.Record("{\"from\":\"a\"}"u8);

        Assert.Contains("AgentOptions.Publish, or $TAPEDECK_PUBLISH", send.Message, StringComparison.Ordinal);
        Assert.Contains("AgentOptions.Subscribe, or $TAPEDECK_SUBSCRIBE", receive.Message, StringComparison.Ordinal);
        Assert.Equal((0, 1), (agent.Stats.Sent, agent.Stats.Recorded));
    }

    [Fact]
    public async Task One_stored_answers_for_all_before_it()
    {
        await using var agent = Open();
        for (var i = 0; i < 500; i++)
            agent.Record("{\"from\":\"a\"}"u8);
        _node.Welcome(0);

        var records = _node.ReceiveUpTo(500);
        Assert.Equal(Enumerable.Range(1, 500).Select(number => (long)number), records.Select(record => record.Number));
        _node.Store(records[^1]);

        Assert.True(await agent.FlushAsync(Patience));
        Assert.Equal((500, 0), (agent.Stats.Stored, agent.Stats.Pending));
    }

    [Fact]
    public async Task At_most_ten_thousand_messages_are_unanswered()
    {
        await using var agent = Open(options => options with { CloseTimeout = TimeSpan.Zero });
        for (var i = 0; i < 10_500; i++)
            agent.Record("{\"from\":\"a\"}"u8);
        _node.Welcome(0);
        var records = _node.ReceiveUpTo(10_000);

        _node.Answer(records[0], "NOTICE", "are you still there?");
        await _log.ExpectAsync("are you still there?");
        _node.Store(records[199]);

        Assert.Equal(10_200, _node.ReceiveUpTo(10_200)[^1].Number);
    }

    [Fact]
    public async Task A_node_that_forgot_the_producer_is_greeted_again_at_once()
    {
        await using var agent = Open();
        for (var i = 0; i < 3; i++)
            agent.Record("{\"from\":\"a\"}"u8);
        _node.Welcome(0);
        foreach (var record in _node.ReceiveUpTo(3))
            _node.Answer(record, "REFUSED", "RECORD", "HELLO first");

        _node.Welcome(1);

        var records = _node.ReceiveUpTo(3);
        Assert.Equal([2, 3], records.Select(record => record.Number));
        _node.Store(records[^1]);
        Assert.True(await agent.FlushAsync(Patience));
    }

    [Fact]
    public async Task What_was_lost_without_a_word_is_sent_again_after_a_silence()
    {
        await using var agent = Open();
        agent.Record("{\"from\":\"a\"}"u8);
        _node.Welcome(0);
        _node.Receive();

        agent.Record("{\"from\":\"a\"}"u8);
        _node.Answer(AfterSilence("HELLO"), "WELCOME", "0");

        var records = _node.ReceiveUpTo(2);
        Assert.Equal([1, 2], records.Select(record => record.Number));
        _node.Store(records[^1]);
        Assert.True(await agent.FlushAsync(Patience));
    }

    [Fact]
    public async Task What_the_node_rejects_is_told_and_not_sent_again()
    {
        await using var agent = Open();
        agent.Record("{\"nothing\":1}"u8);
        _node.Welcome(0);
        var record = _node.Receive();

        _node.Answer(record, "REJECTED", "1", "it has none of message_id, from, sender_id, content");

        Assert.True(await agent.FlushAsync(Patience));
        Assert.Contains("has none of", await _log.ExpectAsync("quarantine"), StringComparison.Ordinal);
        Assert.Equal((0, 1, 0), (agent.Stats.Stored, agent.Stats.Rejected, agent.Stats.Pending));
        Assert.Contains("has none of", agent.Stats.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_producer_that_is_refused_tries_again_on_a_new_socket_and_goes_on_spooling()
    {
        await using var agent = Open();
        agent.Record("{\"from\":\"a\"}"u8);
        var refused = _node.Receive();
        _node.Answer(refused, "REFUSED", "HELLO", "another connection speaks for it");
        await _log.ExpectAsync("another connection speaks for it");
        Assert.False(agent.Stats.IsConnected);

        _time.Advance(TimeSpan.FromSeconds(1));
        agent.Record("{\"from\":\"a\"}"u8);
        var again = _node.Welcome(0);

        Assert.NotEqual(refused.Peer, again.Peer);
        _node.Store(_node.ReceiveUpTo(2)[^1]);
        Assert.True(await agent.FlushAsync(Patience));
    }

    [Fact]
    public async Task An_agent_that_ends_while_the_node_is_down_sends_at_its_next_start()
    {
        _node.Kill();
        await using (var before = Open(options => options with { CloseTimeout = TimeSpan.Zero }))
        {
            before.Record("{\"from\":\"a\"}"u8);
            before.Record("{\"from\":\"b\"}"u8);
        }

        _node.Restart();
        await using var agent = Open();
        agent.Record("{\"from\":\"c\"}"u8);
        _node.Welcome(0);

        var records = _node.ReceiveUpTo(3);
        Assert.Equal(["a", "b", "c"], records.Select(record => (string?)record.Payload["from"]));
        _node.Store(records[^1]);
        Assert.True(await agent.FlushAsync(Patience));
    }

    [Fact]
    public async Task What_other_processes_of_the_agent_left_is_sent_as_theirs_and_their_spools_are_deleted()
    {
        var report = new AgentReport(null, TimeProvider.System);
        var left = Enumerable.Range(0, 3)
            .Select(_ => new AgentSpools("claude_code", Options, report).OpenOwn()!).OrderBy(spool => spool.Producer)
            .ToList();
        foreach (var spool in left)
        {
            spool.Append("{\"from\":\"a\"}"u8);
            spool.Dispose();
        }

        await using var agent = Open();
        Assert.Equal(3, agent.Stats.Pending);
        Assert.False(await agent.FlushAsync(TimeSpan.Zero));
        var producers = new HashSet<string>();
        for (var i = 0; i < 6; i++)
        {
            var request = _node.Receive();
            if (request.Frames[0] == "HELLO" && producers.Add(request.Frames[1]))
                _node.Answer(request, "WELCOME", "0");
            else
                _node.Store(request);
        }

        Assert.Equal(left.Select(spool => spool.Producer).Order(), producers.Order());
        Assert.True(await agent.FlushAsync(Patience));
        Assert.Equal((3, 0), (agent.Stats.Stored, agent.Stats.Pending));
        var file = Assert.Single(Directory.GetFiles(_folder.Path, "*.spool"));
        Assert.EndsWith(left[0].Producer.Replace('/', '-') + ".spool", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_spool_costs_messages_but_no_agent_and_is_told_once()
    {
        await using var agent = Open(options => options with { SpoolLimit = 1_000 });
        for (var i = 0; i < 1_000; i++)
            agent.Record("{\"from\":\"a\"}"u8);
        var kept = agent.Stats.Recorded;
        Assert.Equal(1_000, kept + agent.Stats.Dropped);
        _node.Welcome(0);
        _node.Store(_node.ReceiveUpTo(kept)[^1]);
        Assert.True(await agent.FlushAsync(Patience));

        agent.Record("{\"from\":\"b\"}"u8);

        Assert.Equal(1_001, _node.Receive().Number);
        Assert.Contains("the spool has its 1000 bytes", await _log.ExpectAsync("not recorded"), StringComparison.Ordinal);
        Assert.Equal(1_000 - kept, agent.Stats.Dropped);
    }

    [Fact]
    public async Task What_is_too_large_for_any_node_is_dropped_and_does_not_hold_up_the_rest()
    {
        await using var agent = Open();

        agent.Record(Encoding.UTF8.GetBytes($"{{\"from\":\"{new string('a', 33 * 1024 * 1024)}\"}}"));
        agent.Record("{\"from\":\"b\"}"u8);

        Assert.Equal((1, 1), (agent.Stats.Dropped, agent.Stats.Recorded));
    }

    [Fact]
    public async Task What_is_no_answer_is_told_and_harms_nothing()
    {
        await using var agent = Open();
        agent.Record("{\"from\":\"a\"}"u8);
        _node.Welcome(0);
        var record = _node.Receive();

        _node.Answer(record, "STORED", "all", "of", "them");
        await _log.ExpectAsync("no answer");
        _node.Store(record);

        Assert.True(await agent.FlushAsync(Patience));
    }

    [Fact]
    public async Task A_log_that_throws_does_not_end_the_recording()
    {
        await using var agent = Open(options => options with { Log = _ => throw new InvalidOperationException("no log") });
        agent.Record("{\"from\":\"a\"}"u8);
        var hello = _node.Welcome(0);
        _node.Answer(hello, "NOTICE", "hear");
        _node.Store(_node.Receive());

        Assert.True(await agent.FlushAsync(Patience));
        Assert.Equal("the log failed: no log", agent.Stats.LastError);
    }

    [Fact]
    public async Task A_connection_without_a_recorder_records_nothing_and_keeps_no_spool()
    {
        await using var agent = Open(options => options with { Record = "" });

        agent.Record("{\"from\":\"a\"}"u8);

        Assert.True(await agent.FlushAsync(Patience));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task What_is_no_object_is_refused_at_once()
    {
        await using var agent = Open(Publishing);

        Assert.Throws<ArgumentException>(() => agent.Record("[1]"u8));
        Assert.Throws<ArgumentException>(() => agent.Record("{\"half\":"u8));
        Assert.Throws<ArgumentException>(() => agent.Send("b", 42));
        Assert.Equal(0, agent.Stats.Recorded);
    }

    public static TheoryData<string> NoNames => ["", "two\nlines", new string('a', 188), new string('ü', 32)];

    [Theory]
    [MemberData(nameof(NoNames))]
    public void A_name_that_cannot_be_a_producer_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => AgentConnection.Open(name, Options));

    [Fact]
    public void An_endpoint_that_is_none_is_refused_and_nothing_stays_open()
    {
        Assert.Throws<ZeroMQ.ZmqException>(() => AgentConnection.Open("a", Options with { Record = "nowhere" }));

        using var own = new AgentSpools("a", Options, new AgentReport(null, TimeProvider.System)).OpenOwn();
        Assert.Single(Directory.GetFiles(_folder.Path, "*.spool"));
    }

    [Fact]
    public async Task A_closed_connection_says_so()
    {
        var agent = Open();
        _node.Welcome(0);
        Assert.True(await agent.WhenAsync(stats => stats.IsConnected, Patience));
        await agent.DisposeAsync();
        await agent.DisposeAsync();

        Assert.False(agent.Stats.IsConnected);
        Assert.Throws<ObjectDisposedException>(() => agent.Send("b", "x"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => agent.ReceiveAsync(Patience));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => agent.FlushAsync(Patience));
    }

    public void Dispose()
    {
        _node.Dispose();
        _folder.Dispose();
    }

    /// <summary>The next request of a kind, as late as the agent may have begun to count the silence.</summary>
    private ScriptedNode.Request AfterSilence(string kind)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += LookEvery)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            while (_node.TryReceive(LookEvery, out var request))
            {
                if (request.Frames[0] == kind)
                    return request;
            }
        }

        throw new TimeoutException($"no {kind} in {Patience}");
    }

    private static AgentOptions Publishing(AgentOptions options) => options with { Publish = "tcp://127.0.0.1:1" };

    private AgentOptions Options => new()
    {
        Publish = "",
        Subscribe = "",
        Record = _node.Endpoint,
        SpoolFolder = _folder.Path,
        CloseTimeout = TimeSpan.FromMilliseconds(1),
        Log = _log.Tell,
        Time = _time,
    };

    private AgentConnection Open(Func<AgentOptions, AgentOptions>? change = null) =>
        AgentConnection.Open("claude_code", change is null ? Options : change(Options));
}

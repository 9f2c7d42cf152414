using Tapedeck.Client;

namespace Tapedeck.Tests.Client.Agents;

/// <summary>
/// The clock is advanced by the pause before another connection only, and so by less than a silence: that a node is greeted
/// again is because the loss of its connection was noticed.
/// </summary>
public sealed class LostConnectionSpec : IDisposable
{
    private static readonly TimeSpan Patience = ScriptedNode.Patience;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly TempFolder _folder = new();
    private readonly ScriptedNode _node = new();
    private readonly LogProbe _log = new();
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_node_that_ends_again_and_again_while_its_answers_stream_in_gets_all_that_it_has_not()
    {
        const int Restarts = 20, Batch = 300, Answers = 3_000;
        await using var agent = Open();
        for (var stored = 0; stored < Restarts * 10; stored += 10)
        {
            for (var i = 0; i < Batch; i++)
                agent.Record("{\"from\":\"a\"}"u8);
            _node.Welcome(stored);
            var all = agent.Stats.Recorded;
            var records = _node.ReceiveUpTo(all);
            Assert.Equal(Numbers(stored + 1, all), records.Select(record => record.Number));
            _node.Store(records[9]);
            Assert.True(await agent.WhenAsync(stats => stats.Stored == stored + 10, Patience));

            for (var i = 0; i < Answers; i++)
                _node.Store(records[9]);
            _node.Kill();
            Assert.True(await agent.WhenAsync(stats => !stats.IsConnected, Patience));
            _time.Advance(Pause);
            _node.Restart();
        }

        _node.Welcome(Restarts * 10);
        _node.Store(_node.ReceiveUpTo(Restarts * Batch)[^1]);
        Assert.True(await agent.FlushAsync(Patience));
        Assert.Equal(Restarts * Batch, agent.Stats.Stored);
    }

    [Fact]
    public async Task Gaps_that_a_restarted_node_names_are_filled_and_what_it_has_is_not_sent_again()
    {
        await using var agent = Open();
        for (var i = 0; i < 10; i++)
            agent.Record("{\"from\":\"a\"}"u8);
        _node.Welcome(0);
        _node.Store(_node.ReceiveUpTo(10)[1]);
        Assert.True(await agent.WhenAsync(stats => stats.Stored == 2, Patience));

        await RestartAsync(agent);
        _node.Welcome(8, "4-5");

        var records = _node.ReceiveUpTo(10);
        Assert.Equal([4, 5, 9, 10], records.Select(record => record.Number));
        _node.Store(records[^1]);
        Assert.True(await agent.FlushAsync(Patience));
        Assert.Equal(10, agent.Stats.Stored);
    }

    [Fact]
    public async Task What_is_recorded_while_there_is_no_connection_comes_after_the_next_hello()
    {
        await using var agent = Open();
        var first = _node.Welcome(0);
        Assert.True(await agent.WhenAsync(stats => stats.IsConnected, Patience));
        _node.Kill();
        agent.Record("{\"from\":\"a\"}"u8);
        Assert.True(await agent.WhenAsync(stats => !stats.IsConnected, Patience));
        agent.Record("{\"from\":\"a\"}"u8);

        _time.Advance(Pause);
        _node.Restart();

        Assert.NotEqual(first.Peer, _node.Welcome(0).Peer);
        Assert.Equal([1, 2], _node.ReceiveUpTo(2).Select(record => record.Number));
    }

    [Fact]
    public async Task A_node_that_takes_and_ends_without_storing_is_told_and_left_alone_for_a_second()
    {
        await using var agent = Open();
        agent.Record("{\"from\":\"a\"}"u8);
        _node.Welcome(0);
        _node.ReceiveUpTo(1);
        await RestartAsync(agent);
        _node.Welcome(0);
        _node.ReceiveUpTo(1);

        await RestartAsync(agent);

        Assert.Contains("stores nothing", await _log.ExpectAsync("again and again"), StringComparison.Ordinal);
        Assert.False(_node.TryReceive(TimeSpan.Zero, out _));
        _time.Advance(TimeSpan.FromSeconds(1));
        _node.Welcome(0);
        _node.Store(_node.ReceiveUpTo(1)[0]);
        Assert.True(await agent.FlushAsync(Patience));
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_told_once_after_five_seconds()
    {
        _node.Kill();
        await using var agent = Open();
        agent.Record("{\"from\":\"a\"}"u8);
        Assert.Null(agent.Stats.LastError);

        _time.Advance(TimeSpan.FromSeconds(5));

        await _log.ExpectAsync($"no connection to the node at {_node.Endpoint}");
        Assert.StartsWith("no connection", agent.Stats.LastError, StringComparison.Ordinal);
        _node.Restart();
        _node.Welcome(0);
        await _log.ExpectAsync($"the node at {_node.Endpoint} takes");
        _node.Store(_node.Receive());
        Assert.True(await agent.FlushAsync(Patience));
    }

    public void Dispose()
    {
        _node.Dispose();
        _folder.Dispose();
    }

    private static IEnumerable<long> Numbers(long first, long last)
    {
        for (var number = first; number <= last; number++)
            yield return number;
    }

    private async Task RestartAsync(AgentConnection agent)
    {
        Assert.True(await agent.WhenAsync(stats => stats.IsConnected, Patience));
        _node.Kill();
        Assert.True(await agent.WhenAsync(stats => !stats.IsConnected, Patience));
        _time.Advance(Pause);
        _node.Restart();
    }

    private AgentConnection Open() => AgentConnection.Open("claude_code", new AgentOptions
    {
        Publish = "",
        Subscribe = "",
        Record = _node.Endpoint,
        SpoolFolder = _folder.Path,
        CloseTimeout = TimeSpan.FromMilliseconds(1),
        Log = _log.Tell,
        Time = _time,
    });
}

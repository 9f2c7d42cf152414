using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tapedeck.Tests.Host.Support;

/// <summary>Which of Tapedeck's two clients an agent is written with.</summary>
public enum AgentKind
{
    Dotnet,
    Python,
}

/// <summary>Where an agent finds the node, and where it keeps what is not stored yet.</summary>
internal sealed record AgentPlaces(string Publish, string Subscribe, string Record, string Push, string Spool)
{
    public static AgentPlaces Of(RunningNode node, string spool) =>
        new(node.Publish, node.Subscribe, node.Acknowledged, node.Push, spool);
}

/// <summary>An agent, written with one of the clients, as a process of its own that does what it is told.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private readonly LineProcess _process;
    private readonly SemaphoreSlim _oneAtATime = new(1);

    private AgentProcess(LineProcess process) => _process = process;

    public static async Task<AgentProcess> StartAsync(
        AgentKind kind, string name, AgentPlaces places, params string[] more)
    {
        string[] arguments =
        [
            name, "--publish", places.Publish, "--subscribe", places.Subscribe, "--record", places.Record,
            "--push", places.Push, "--spool", places.Spool, .. more,
        ];
        var agent = new AgentProcess(kind == AgentKind.Dotnet
            ? LineProcess.Dotnet("Tapedeck.AgentDriver.dll", arguments)
            : LineProcess.Python("agent_driver.py", arguments));
        await agent._process.ReadAsync();
        return agent;
    }

    /// <summary>Sends messages with this text; if there are more than one, each with its number behind it, from 0.</summary>
    public async Task<IReadOnlyList<string>> SendAsync(string to, string text, int count = 1, string type = "message")
    {
        var answer = await AskAsync(new JsonObject
        {
            ["do"] = "send", ["to"] = to, ["text"] = text, ["count"] = count, ["type"] = type,
        });
        return [.. answer.GetProperty("ids").EnumerateArray().Select(id => id.GetString()!)];
    }

    /// <summary>The next messages; fewer if no more came in time.</summary>
    public async Task<IReadOnlyList<(string Id, string From, string Text)>> ReceiveAsync(int count = 1, double timeout = 30)
    {
        var answer = await AskAsync(new JsonObject { ["do"] = "receive", ["count"] = count, ["timeout"] = timeout });
        return
        [
            .. answer.GetProperty("messages").EnumerateArray().Select(message => (
                message.GetProperty("id").GetString()!, message.GetProperty("from").GetString()!,
                message.GetProperty("text").GetString()!)),
        ];
    }

    public Task RecordAsync(JsonObject message) => AskAsync(new JsonObject { ["do"] = "record", ["message"] = message });

    /// <summary>Records messages that differ in their ids: the one that is given, with a dash and a number from first on.</summary>
    public Task RecordAsync(JsonObject message, int first, int count) => AskAsync(
        new JsonObject { ["do"] = "record", ["message"] = message, ["first"] = first, ["count"] = count });

    public async Task<bool> FlushAsync(double timeout = 60) =>
        (await AskAsync(new JsonObject { ["do"] = "flush", ["timeout"] = timeout })).GetProperty("stored").GetBoolean();

    public Task<JsonElement> StatsAsync() => AskAsync(new JsonObject { ["do"] = "stats" });

    public Task CloseAsync() => AskAsync(new JsonObject { ["do"] = "close" });

    /// <summary>Sends SIGKILL and waits until it is gone.</summary>
    public Task KillAsync() => _process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _oneAtATime.Dispose();
    }

    private async Task<JsonElement> AskAsync(JsonObject command)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            await _process.WriteAsync(command.ToJsonString());
            var answer = JsonElement.Parse(await _process.ReadAsync());
            Assert.False(answer.TryGetProperty("error", out var error), error.ToString());
            return answer;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }
}

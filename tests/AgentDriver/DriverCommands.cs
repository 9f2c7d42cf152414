using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tapedeck.Client;

namespace Tapedeck.AgentDriver;

/// <summary>Carries out one command after the other; a fault is an answer too: <c>{"error":"…"}</c>.</summary>
internal sealed class DriverCommands(AgentConnection agent)
{
    public bool IsClosed { get; private set; }

    public async Task<JsonObject> AnswerAsync(string line)
    {
        try
        {
            var command = JsonNode.Parse(line)!.AsObject();
            return (string?)command["do"] switch
            {
                "send" => Send(command),
                "receive" => await ReceiveAsync(command),
                "record" => Record(command),
                "flush" => new JsonObject { ["stored"] = await agent.FlushAsync(Seconds(command, 10)) },
                "stats" => Stats(agent.Stats),
                "close" => await CloseAsync(),
                var unknown => new JsonObject { ["error"] = $"unknown command {unknown}" },
            };
        }
        catch (Exception fault) when (
            fault is JsonException or InvalidOperationException or ArgumentException or NullReferenceException)
        {
            return new JsonObject { ["error"] = fault.Message };
        }
    }

    private JsonObject Send(JsonObject command)
    {
        var count = (int?)command["count"] ?? 1;
        var ids = new JsonArray();
        for (var i = 0; i < count; i++)
        {
            var text = (string?)command["text"] ?? "";
            ids.Add(agent.Send(
                (string)command["to"]!, count > 1 ? $"{text} {i}" : text, (string?)command["type"] ?? "message"));
        }

        return new JsonObject { ["ids"] = ids };
    }

    private async Task<JsonObject> ReceiveAsync(JsonObject command)
    {
        var timeout = Seconds(command, 5);
        var startedAt = Stopwatch.GetTimestamp();
        var messages = new JsonArray();
        for (var missing = (int?)command["count"] ?? 1; missing > 0; missing--)
        {
            var left = timeout - Stopwatch.GetElapsedTime(startedAt);
            if (await agent.ReceiveAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero) is not { } message)
                break;
            messages.Add(new JsonObject { ["id"] = message.Id, ["from"] = message.From, ["text"] = message.Text });
        }

        return new JsonObject { ["messages"] = messages };
    }

    private JsonObject Record(JsonObject command)
    {
        var message = command["message"]!.AsObject();
        var (count, first) = ((int?)command["count"] ?? 1, (int?)command["first"] ?? 0);
        if (count == 1)
        {
            agent.Record(message);
        }
        else
        {
            for (var i = first; i < first + count; i++)
            {
                var numbered = message.DeepClone().AsObject();
                numbered["message_id"] = $"{(string?)message["message_id"]}-{i}";
                agent.Record(numbered);
            }
        }

        return new JsonObject { ["ok"] = true };
    }

    private async Task<JsonObject> CloseAsync()
    {
        await agent.DisposeAsync();
        IsClosed = true;
        return new JsonObject { ["ok"] = true };
    }

    private static JsonObject Stats(AgentStats stats) => new()
    {
        ["sent"] = stats.Sent,
        ["received"] = stats.Received,
        ["recorded"] = stats.Recorded,
        ["stored"] = stats.Stored,
        ["rejected"] = stats.Rejected,
        ["dropped"] = stats.Dropped,
        ["pending"] = stats.Pending,
        ["connected"] = stats.IsConnected,
        ["last_error"] = stats.LastError,
    };

    private static TimeSpan Seconds(JsonObject command, double otherwise) =>
        TimeSpan.FromSeconds((double?)command["timeout"] ?? otherwise);
}

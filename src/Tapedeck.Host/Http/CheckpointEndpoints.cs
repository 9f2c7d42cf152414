using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tapedeck.Client;

namespace Tapedeck.Host.Http;

/// <summary>
/// <c>GET /api/checkpoints</c> lists them; <c>POST /api/checkpoints?label=L</c> makes one and answers with its facts, 400 for
/// what is no label, 503 and the reason if it cannot be made.
/// </summary>
internal static class CheckpointEndpoints
{
    private const string DefaultLabel = "manual";

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MadeWithin = TimeSpan.FromMinutes(15);

    public static void Map(WebApplication application, IActorRef node)
    {
        application.MapGet("/api/checkpoints", context => ListAsync(context, node));
        application.MapPost("/api/checkpoints", context => MakeAsync(context, node));
    }

    private static async Task ListAsync(HttpContext context, IActorRef node)
    {
        var list = await node.Ask<NodeProtocol.CheckpointList>(
            NodeProtocol.GetCheckpoints.Instance, AnswerWithin, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(
            context.Response.Body, list.Checkpoints, ClientJson.Default.IReadOnlyListCheckpointFacts);
    }

    private static async Task MakeAsync(HttpContext context, IActorRef node)
    {
        if (!await ChangeRequest.IsOneAsync(context))
            return;
        var label = context.Request.Query["label"] is [{ Length: > 0 } text] ? text : DefaultLabel;
        var answer = await node.Ask<object>(new NodeProtocol.MakeCheckpoint(label), MadeWithin, context.RequestAborted);
        if (answer is NodeProtocol.CheckpointMade made)
        {
            context.Response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(context.Response.Body, made, ClientJson.Default.CheckpointMade);
            return;
        }

        context.Response.StatusCode = NodeProtocol.MakeCheckpoint.IsLabel(label)
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status400BadRequest;
        await context.Response.WriteAsync(((NodeProtocol.Refused)answer).Reason + "\n");
    }
}

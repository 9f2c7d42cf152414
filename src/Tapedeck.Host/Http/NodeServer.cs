using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tapedeck.Client;
using Tapedeck.Ingest;

namespace Tapedeck.Host.Http;

/// <summary>
/// Answers over HTTP for one node: <c>/api/status</c>, <c>/api/events</c> (a page of lines; the cursor of the next one is in
/// <see cref="HttpNodeClient.NextHeader"/>), <c>/health/live</c> (the process runs) and <c>/health/ready</c> (it records; 503
/// and the reason if not), <c>/api/checkpoints</c>, <c>/api/report</c>, <c>POST /api/quarantine/retry</c>.
/// </summary>
internal sealed class NodeServer : IAsyncDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetriedWithin = TimeSpan.FromMinutes(10);

    private readonly WebApplication _application;

    private NodeServer(WebApplication application) => _application = application;

    /// <summary>As bound, <c>http://127.0.0.1:5580</c>.</summary>
    public string Url => _application.Urls.First();

    /// <param name="bind">host:port.</param>
    /// <param name="node">Answers <see cref="NodeProtocol"/>.</param>
    /// <exception cref="SocketBindException">The port cannot be bound.</exception>
    public static async Task<NodeServer> StartAsync(string bind, IActorRef node)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add($"http://{bind}");
        application.MapGet("/health/live", context => context.Response.WriteAsync("live\n"));
        application.MapGet("/health/ready", context => AnswerReadyAsync(context, node));
        application.MapGet("/api/status", context => AnswerStatusAsync(context, node));
        application.MapGet("/api/events", context => AnswerEventsAsync(context, node));
        application.MapPost("/api/quarantine/retry", context => AnswerRetryAsync(context, node));
        CheckpointEndpoints.Map(application, node);
        ReportEndpoint.Map(application, node);

        try
        {
            await application.StartAsync();
            return new NodeServer(application);
        }
        catch (IOException failure)
        {
            await application.DisposeAsync();
            throw new SocketBindException(
                $"cannot bind http://{bind}: {failure.InnerException?.Message ?? failure.Message}: "
                + "free the port, or choose another with --set tapedeck.http.bind=HOST:PORT");
        }
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task AnswerReadyAsync(HttpContext context, IActorRef node)
    {
        var status = await StatusOfAsync(context, node);
        context.Response.StatusCode = status.Reason is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsync((status.Reason ?? "ready") + "\n");
    }

    private static async Task AnswerStatusAsync(HttpContext context, IActorRef node)
    {
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(
            context.Response.Body, await StatusOfAsync(context, node), ClientJson.Default.StatusSnapshot);
    }

    private static async Task AnswerEventsAsync(HttpContext context, IActorRef node)
    {
        object answer;
        try
        {
            var query = EventQueryString.Parse(QueryMembers.Of(context));
            answer = await node.Ask<object>(query, AnswerWithin, context.RequestAborted);
        }
        catch (FormatException fault)
        {
            answer = new NodeProtocol.Refused(fault.Message);
        }

        if (answer is not NodeProtocol.EventPage page)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(((NodeProtocol.Refused)answer).Reason + "\n");
            return;
        }

        context.Response.ContentType = "application/x-ndjson";
        if (page.Next is not null)
            context.Response.Headers[HttpNodeClient.NextHeader] = page.Next;
        foreach (var line in page.Lines)
        {
            await context.Response.Body.WriteAsync(line);
            await context.Response.Body.WriteAsync("\n"u8.ToArray());
        }
    }

    private static async Task AnswerRetryAsync(HttpContext context, IActorRef node)
    {
        if (!await ChangeRequest.IsOneAsync(context))
            return;

        long? line = null;
        if (context.Request.Query["line"] is [{ } text])
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await context.Response.WriteAsync($"line is \"{text}\", expected a line of quarantine.jsonl, from 1\n");
                return;
            }

            line = number;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = new NodeProtocol.RetryQuarantine(line, body.Length > 0 ? body.ToArray() : null);
        if (request is { Line: null, Frame: not null })
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("a repaired frame needs its line: /api/quarantine/retry?line=N\n");
            return;
        }

        var retried = await node.Ask<NodeProtocol.QuarantineRetried>(request, RetriedWithin, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, retried, ClientJson.Default.QuarantineRetried);
    }

    private static Task<StatusSnapshot> StatusOfAsync(HttpContext context, IActorRef node) =>
        node.Ask<StatusSnapshot>(NodeProtocol.GetStatus.Instance, AnswerWithin, context.RequestAborted);
}

using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tapedeck.Ingest;
using Tapedeck.Monitoring;

namespace Tapedeck.Host.Http;

/// <summary>
/// Answers over HTTP for one node: <c>/api/status</c>, <c>/health/live</c> (the process runs) and <c>/health/ready</c>
/// (it records; 503 and the reason if not).
/// </summary>
internal sealed class StatusServer : IAsyncDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private readonly WebApplication _application;

    private StatusServer(WebApplication application) => _application = application;

    /// <summary>As bound, <c>http://127.0.0.1:5580</c>.</summary>
    public string Url => _application.Urls.First();

    /// <exception cref="SocketBindException">The port cannot be bound.</exception>
    public static async Task<StatusServer> StartAsync(string bind, IActorRef status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add($"http://{bind}");
        application.MapGet("/health/live", context => context.Response.WriteAsync("live\n"));
        application.MapGet("/health/ready", async context =>
        {
            var snapshot = await AskAsync(status, context);
            context.Response.StatusCode = snapshot.Reason is null ? 200 : 503;
            await context.Response.WriteAsync((snapshot.Reason ?? "ready") + "\n");
        });
        application.MapGet("/api/status", async context =>
        {
            context.Response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(
                context.Response.Body, await AskAsync(status, context), StatusJson.Default.StatusSnapshot);
        });

        try
        {
            await application.StartAsync();
            return new StatusServer(application);
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

    private static Task<StatusSnapshot> AskAsync(IActorRef status, HttpContext context) =>
        status.Ask<StatusSnapshot>(StatusProtocol.GetStatus.Instance, AnswerWithin, context.RequestAborted);
}

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tapedeck.Client;

namespace Tapedeck.Host.Http;

/// <summary>
/// <c>GET /api/report</c>, with the conditions of <c>/api/events</c>: the report as JSON, in
/// <see cref="HttpNodeClient.LastSequenceHeader"/> how far it looked; 400 and the reason for what is no condition, 503 if none can
/// be made.
/// </summary>
internal static class ReportEndpoint
{
    private static readonly TimeSpan MadeWithin = TimeSpan.FromMinutes(6);

    public static void Map(WebApplication application, IActorRef node) =>
        application.MapGet("/api/report", context => AnswerAsync(context, node));

    private static async Task AnswerAsync(HttpContext context, IActorRef node)
    {
        EventFilter filter;
        try
        {
            filter = EventQueryString.ParseFilter(
                context.Request.Query.SelectMany(member => member.Value.Select(value => KeyValuePair.Create(member.Key, value ?? ""))));
        }
        catch (FormatException fault)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(fault.Message + "\n");
            return;
        }

        var answer = await node.Ask<object>(new NodeProtocol.GetReport(filter), MadeWithin, context.RequestAborted);
        if (answer is NodeProtocol.Report report)
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers[HttpNodeClient.LastSequenceHeader] = report.LastSequence.ToString(CultureInfo.InvariantCulture);
            await context.Response.Body.WriteAsync(report.Json);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsync(((NodeProtocol.Refused)answer).Reason + "\n");
    }
}

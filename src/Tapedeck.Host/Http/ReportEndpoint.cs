using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tapedeck.Analytics;
using Tapedeck.Client;
using Tapedeck.Query;

namespace Tapedeck.Host.Http;

/// <summary>
/// <c>GET /api/report</c>: a report of the events that pass the filter, whose members are those of <c>/api/events</c> but
/// <c>limit</c> and <c>cursor</c>. <c>format=json|md|html</c>, json if it is not given. 400 for a question that is none, 503 and the
/// reason if it cannot be made.
/// </summary>
internal static class ReportEndpoint
{
    private const string FormatMember = "format";

    private static readonly TimeSpan AnswerWithin = NodeActor.ReportedWithin + TimeSpan.FromSeconds(10);

    public static void Map(WebApplication application, IActorRef node) =>
        application.MapGet("/api/report", context => AnswerAsync(context, node));

    private static async Task AnswerAsync(HttpContext context, IActorRef node)
    {
        var format = ReportFormats.Json;
        EventFilter filter;
        try
        {
            var members = QueryMembers.Of(context).ToLookup(member => member.Key == FormatMember);
            foreach (var (_, name) in members[true])
                format = ReportRendering.Parse([name]);
            filter = EventQueryString.ParseFilter(members[false]);
        }
        catch (FormatException fault)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(fault.Message + "\n");
            return;
        }

        var answer = await node.Ask<object>(new NodeProtocol.GetReport(filter), AnswerWithin, context.RequestAborted);
        if (answer is not NodeProtocol.ReportSnapshot report)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync(((NodeProtocol.Refused)answer).Reason + "\n");
            return;
        }

        context.Response.ContentType = ReportRendering.MediaType(format);
        context.Response.Headers[HttpNodeClient.LastSequenceHeader] = report.LastSequence.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        await context.Response.Body.WriteAsync(
            format == ReportFormats.Json ? report.Json : ReportRendering.Of(ReportJson.Read(report.Json.Span), format), context.RequestAborted);
    }
}

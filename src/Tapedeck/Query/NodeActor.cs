using Microsoft.Extensions.Logging;
using Tapedeck.Analytics;
using Tapedeck.Client;

namespace Tapedeck.Query;

/// <summary>
/// The node's one door: what asks from outside, over HTTP or Akka.Remote, asks here, and can ask nothing else. A message it
/// does not know is refused and logged.
/// </summary>
internal sealed class NodeActor : ReceiveActor
{
    /// <summary>A report with a filter reads the whole record.</summary>
    public static readonly TimeSpan ReportedWithin = TimeSpan.FromMinutes(5);

    private readonly IActorRef _analytics;

    public NodeActor(
        IActorRef status, IActorRef query, IActorRef quarantine, IActorRef checkpoints, IActorRef analytics, ILogger log)
    {
        _analytics = analytics;
        Receive<NodeProtocol.GetStatus>(status.Forward);
        Receive<NodeProtocol.QueryEvents>(query.Forward);
        Receive<NodeProtocol.RetryQuarantine>(quarantine.Forward);
        Receive<NodeProtocol.MakeCheckpoint>(checkpoints.Forward);
        Receive<NodeProtocol.GetCheckpoints>(checkpoints.Forward);
        Receive<NodeProtocol.GetReport>(request => ReportAsync(request).PipeTo(
            Sender, Self, failure: reason => new NodeProtocol.Refused($"a report cannot be made: {reason.Message}")));
        Receive<NodeProtocol.Unreadable>(unreadable => Refuse(unreadable.Reason, log));
        ReceiveAny(unknown => Refuse($"{unknown.GetType()} is nothing that a client can ask", log));
    }

    private async Task<object> ReportAsync(NodeProtocol.GetReport request)
    {
        var filter = request.Filter == EventFilter.Everything ? null : request.Filter;
        var answer = await _analytics.Ask<object>(new AnalyticsProtocol.MakeReport(filter), ReportedWithin);
        return answer is AnalyticsProtocol.ReportMade made
            ? new NodeProtocol.ReportSnapshot(ReportJson.Of(made.Report), made.LastSequence)
            : answer;
    }

    private void Refuse(string reason, ILogger log)
    {
        QueryLog.Refused(log, Sender, reason);
        Sender.Tell(new NodeProtocol.Refused(reason));
    }
}

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
    private static readonly TimeSpan ReportWithin = TimeSpan.FromMinutes(5);

    public NodeActor(
        IActorRef status, IActorRef query, IActorRef quarantine, IActorRef checkpoints, IActorRef analytics, ILogger log)
    {
        Receive<NodeProtocol.GetStatus>(status.Forward);
        Receive<NodeProtocol.QueryEvents>(query.Forward);
        Receive<NodeProtocol.RetryQuarantine>(quarantine.Forward);
        Receive<NodeProtocol.MakeCheckpoint>(checkpoints.Forward);
        Receive<NodeProtocol.GetCheckpoints>(checkpoints.Forward);
        Receive<NodeProtocol.GetReport>(question => analytics
            .Ask<object>(new AnalyticsProtocol.MakeReport(question.Filter), ReportWithin)
            .PipeTo(Sender, Self, success: WireForm, failure: reason => new NodeProtocol.Refused($"no report was made: {reason.Message}")));
        Receive<NodeProtocol.Unreadable>(unreadable => Refuse(unreadable.Reason, log));
        ReceiveAny(unknown => Refuse($"{unknown.GetType()} is nothing that a client can ask", log));
    }

    private static object WireForm(object answer) => answer is AnalyticsProtocol.ReportMade made
        ? new NodeProtocol.Report(made.LastSequence, ReportJson.Of(made.Report))
        : answer;

    private void Refuse(string reason, ILogger log)
    {
        QueryLog.Refused(log, Sender, reason);
        Sender.Tell(new NodeProtocol.Refused(reason));
    }
}

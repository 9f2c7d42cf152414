using Microsoft.Extensions.Logging;
using Tapedeck.Client;

namespace Tapedeck.Query;

/// <summary>
/// The node's one door: what asks from outside, over HTTP or Akka.Remote, asks here, and can ask nothing else. A message it
/// does not know is refused and logged.
/// </summary>
internal sealed class NodeActor : ReceiveActor
{
    public NodeActor(IActorRef status, IActorRef query, IActorRef quarantine, IActorRef checkpoints, ILogger log)
    {
        Receive<NodeProtocol.GetStatus>(status.Forward);
        Receive<NodeProtocol.QueryEvents>(query.Forward);
        Receive<NodeProtocol.RetryQuarantine>(quarantine.Forward);
        Receive<NodeProtocol.MakeCheckpoint>(checkpoints.Forward);
        Receive<NodeProtocol.GetCheckpoints>(checkpoints.Forward);
        Receive<NodeProtocol.Unreadable>(unreadable => Refuse(unreadable.Reason, log));
        ReceiveAny(unknown => Refuse($"{unknown.GetType()} is nothing that a client can ask", log));
    }

    private void Refuse(string reason, ILogger log)
    {
        QueryLog.Refused(log, Sender, reason);
        Sender.Tell(new NodeProtocol.Refused(reason));
    }
}

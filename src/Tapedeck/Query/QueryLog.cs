using Microsoft.Extensions.Logging;

namespace Tapedeck.Query;

/// <summary>What the node's door logs.</summary>
internal static partial class QueryLog
{
    [LoggerMessage(LogLevel.Warning, "refused {Client}: {Reason}")]
    public static partial void Refused(ILogger log, IActorRef client, string reason);
}

using Microsoft.Extensions.Logging;

namespace Tapedeck.Ingest;

/// <summary>What the socket readers log.</summary>
internal static partial class IngestLog
{
    [LoggerMessage(LogLevel.Information, "{Name} reads from {Endpoint}")]
    public static partial void Bound(ILogger log, string name, string endpoint);

    [LoggerMessage(LogLevel.Error, "{Reason}; trying again in {Delay}")]
    public static partial void RebindingLater(ILogger log, string reason, TimeSpan delay);

    [LoggerMessage(LogLevel.Error, "the reader of {Name} failed and starts anew")]
    public static partial void Failed(ILogger log, string name, Exception reason);
}

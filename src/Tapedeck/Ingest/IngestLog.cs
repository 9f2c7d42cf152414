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

    [LoggerMessage(LogLevel.Warning, "a request on {Endpoint} was refused: {Reason}")]
    public static partial void Refused(ILogger log, string endpoint, string reason);

    [LoggerMessage(LogLevel.Error, "the recorder takes nothing since {Since}: the broker passes messages on unrecorded")]
    public static partial void Missing(ILogger log, TimeSpan since);

    [LoggerMessage(LogLevel.Warning, "the broker records again; {Count} messages were passed on unrecorded")]
    public static partial void RecordsAgain(ILogger log, long count);
}

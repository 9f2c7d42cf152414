using Microsoft.Extensions.Logging;

namespace Tapedeck.Analytics;

/// <summary>What the analytics log.</summary>
internal static partial class AnalyticsLog
{
    [LoggerMessage(LogLevel.Error, "the analytics cannot read on, trying again in {Delay}, the capture goes on: {Reason}")]
    public static partial void Failed(ILogger log, string reason, TimeSpan delay);

    [LoggerMessage(LogLevel.Warning, "the analytics read on")]
    public static partial void GoesOn(ILogger log);

    [LoggerMessage(LogLevel.Warning, "the analytics have no new snapshot, so the next start reads more: {Reason}")]
    public static partial void NotSaved(ILogger log, string reason);
}

using Microsoft.Extensions.Logging;

namespace Tapedeck.Alerting;

/// <summary>What the alerts log.</summary>
internal static partial class AlertsLog
{
    [LoggerMessage(LogLevel.Error, "alert: {What}: {Text}")]
    public static partial void Raised(ILogger log, AlertKey what, string text);

    [LoggerMessage(LogLevel.Warning, "alert is over: {What}: {Text}")]
    public static partial void Resolved(ILogger log, AlertKey what, string text);

    [LoggerMessage(LogLevel.Error, "alerts cannot be written, trying again: {Reason}")]
    public static partial void NotWritten(ILogger log, string reason);

    [LoggerMessage(LogLevel.Error, "a notice could not be sent, trying again in {Delay}: {Reason}")]
    public static partial void NotSent(ILogger log, string reason, TimeSpan delay);

    [LoggerMessage(LogLevel.Error, "the notice {Id} is not sent any more: {Reason}")]
    public static partial void GivenUp(ILogger log, Guid id, string reason);
}

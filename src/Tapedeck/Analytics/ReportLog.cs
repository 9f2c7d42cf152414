using Microsoft.Extensions.Logging;

namespace Tapedeck.Analytics;

/// <summary>What the scheduled reports log.</summary>
internal static partial class ReportLog
{
    [LoggerMessage(LogLevel.Information, "report {Path}: {Events} events")]
    public static partial void Made(ILogger log, string path, long events);

    [LoggerMessage(LogLevel.Error, "a report could not be made, trying again every {Delay}, the capture goes on: {Reason}")]
    public static partial void Failed(ILogger log, string reason, TimeSpan delay);

    [LoggerMessage(LogLevel.Warning, "reports are made again")]
    public static partial void GoesOn(ILogger log);
}

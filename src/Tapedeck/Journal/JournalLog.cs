using Microsoft.Extensions.Logging;

namespace Tapedeck.Journal;

/// <summary>What the journal logs.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(LogLevel.Error, "{Reason}; what is not durable is kept, trying again in {Delay}")]
    public static partial void ReopeningLater(ILogger log, string reason, TimeSpan delay);

    [LoggerMessage(LogLevel.Critical, "capture stopped, nothing is acknowledged until it goes on by itself: {Reason}")]
    public static partial void Stopped(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "capture goes on: {Session} can be written again, and nothing was lost")]
    public static partial void Resumed(ILogger log, string session);

    [LoggerMessage(LogLevel.Warning, "a torn tail or damage, {Bytes} bytes at {File}:{Offset}, is kept in {KeptIn}: {Reason}")]
    public static partial void Recovered(ILogger log, long bytes, string file, long offset, string keptIn, string reason);

    [LoggerMessage(LogLevel.Information, "session {Number} is closed, its chain ends with {Head}")]
    public static partial void Rolled(ILogger log, long number, string head);

    [LoggerMessage(LogLevel.Warning, "{Path} could not be written, so the next start takes longer: {Reason}")]
    public static partial void NoSnapshot(ILogger log, string path, string reason);
}

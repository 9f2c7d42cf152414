using Microsoft.Extensions.Logging;

namespace Tapedeck.Journal;

/// <summary>What the journal logs.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(LogLevel.Error, "{Reason}; what is not durable is kept, trying again in {Delay}")]
    public static partial void ReopeningLater(ILogger log, string reason, TimeSpan delay);

    [LoggerMessage(LogLevel.Warning, "a torn tail of {Bytes} bytes at {File}:{Offset} was moved to {KeptIn}")]
    public static partial void TornTailMoved(ILogger log, long bytes, string file, long offset, string keptIn);

    [LoggerMessage(LogLevel.Warning, "{Path} could not be written, so the next start takes longer: {Reason}")]
    public static partial void NoSnapshot(ILogger log, string path, string reason);
}

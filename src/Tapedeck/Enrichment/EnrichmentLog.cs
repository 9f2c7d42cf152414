using Microsoft.Extensions.Logging;

namespace Tapedeck.Enrichment;

/// <summary>What the enrichers log.</summary>
internal static partial class EnrichmentLog
{
    [LoggerMessage(LogLevel.Warning, "{Count} frames from {Source} went into quarantine; the first: {Reason}")]
    public static partial void Quarantined(ILogger log, int count, string source, string reason);

    [LoggerMessage(LogLevel.Error, "a frame could not be enriched and went into quarantine")]
    public static partial void Failed(ILogger log, Exception fault);
}

using Tapedeck.Analytics;

namespace Tapedeck.Alerting;

/// <summary>What was measured at one moment.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="CaptureError">Why nothing is recorded; null if all is well.</param>
/// <param name="Quarantined">Frames in quarantine since the node started; null if nobody said.</param>
/// <param name="Missing">Numbers of producers that never came; null if nobody said.</param>
/// <param name="FreeBytes">Of the disk that is recorded to; null if it cannot be told.</param>
/// <param name="Analytics">What the analytics say; null if they did not answer, or have no events yet.</param>
internal sealed record AlertFacts(
    DateTimeOffset At, string? CaptureError, long? Quarantined, long? Missing, long? FreeBytes,
    AnalyticsProtocol.AnalyticsFacts? Analytics)
{
    /// <summary>The rules that nothing can be told of.</summary>
    public IReadOnlySet<string> Untold
    {
        get
        {
            var untold = new HashSet<string>();
            if (Analytics is not { Events: > 0 })
                untold.UnionWith([AlertRules.Score, AlertRules.Insight, AlertRules.Silence, AlertRules.Undelivered]);
            if (Quarantined is null)
                untold.Add(AlertRules.Quarantine);
            if (Missing is null)
                untold.Add(AlertRules.Gaps);
            if (FreeBytes is null)
                untold.Add(AlertRules.Disk);
            return untold;
        }
    }
}

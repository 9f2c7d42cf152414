using Tapedeck.Client;

namespace Tapedeck.Analytics;

/// <summary>What is asked of the scheduled reports, and what they answer.</summary>
internal static class ReportScheduleProtocol
{
    /// <summary>Asks how it stands. Answered with <see cref="ReportsStatus"/>.</summary>
    public sealed record GetReportsStatus
    {
        public static readonly GetReportsStatus Instance = new();
    }
}

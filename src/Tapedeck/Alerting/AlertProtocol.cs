using Tapedeck.Client;

namespace Tapedeck.Alerting;

/// <summary>What is said to the alerts.</summary>
internal static class AlertProtocol
{
    /// <summary>Asks how it stands: answered by <see cref="AlertsStatus"/>.</summary>
    public sealed record GetAlertsStatus
    {
        public static readonly GetAlertsStatus Instance = new();
    }
}

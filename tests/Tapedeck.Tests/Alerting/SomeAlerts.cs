using Tapedeck.Alerting;
using Tapedeck.Analytics;

namespace Tapedeck.Tests.Alerting;

/// <summary>Values for tests that need one and do not care which.</summary>
internal static class SomeAlerts
{
    public static AlertSettings Settings { get; } = new(
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), 50, 50, TimeSpan.FromMinutes(10), [], 10, 10, TimeSpan.FromMinutes(5), 10,
        1L << 30, null);

    public static AnalyticsProtocol.AnalyticsFacts Analytics { get; } = new(1, 1, 100, 100, [], 0);

    public static AlertNotice Notice(string state = AlertNotice.Raised, string rule = "disk", string subject = "") => new(
        Guid.NewGuid(), state, rule, subject, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "é \"message\"");
}

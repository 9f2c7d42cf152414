using Microsoft.Extensions.Logging;

namespace Tapedeck.Security;

/// <summary>Logs refusals at most once a second, however many there are: their number, and the last reason.</summary>
internal sealed class RefusalLog(TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long? _loggedAt;
    private long _count;
    private string _last = "";

    /// <summary>Notes one refusal.</summary>
    public void Add(string reason) => (_count, _last) = (_count + 1, reason);

    /// <summary>Logs what was noted, unless the last time is less than a second ago.</summary>
    public void Report()
    {
        if (_count == 0 || (_loggedAt is { } at && time.GetElapsedTime(at) < Interval))
            return;
        SecurityLog.Refused(log, _count, _last);
        (_loggedAt, _count) = (time.GetTimestamp(), 0);
    }
}

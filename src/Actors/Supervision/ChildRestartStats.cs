namespace Tapedeck.Actors;

/// <summary>A child and how often it was restarted in the present time range.</summary>
internal sealed class ChildRestartStats(LocalActorRef child)
{
    private TimeSpan? _rangeStart;
    private int _restarts;

    public LocalActorRef Child => child;

    /// <summary>Counts one more restart and says whether it is within the limit.</summary>
    /// <param name="maxNrOfRetries">Restarts allowed; below 0: any number, or one where there is a time range.</param>
    /// <param name="withinTimeMilliseconds">The time range; 0 or below: for ever.</param>
    /// <param name="now">A clock that never goes back.</param>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds, TimeSpan now)
    {
        if (maxNrOfRetries == 0) return false;
        if (withinTimeMilliseconds <= 0) return maxNrOfRetries < 0 || ++_restarts <= maxNrOfRetries;

        _rangeStart ??= now;
        if (now - _rangeStart <= TimeSpan.FromMilliseconds(withinTimeMilliseconds))
            return ++_restarts <= Math.Max(1, maxNrOfRetries);
        _rangeStart = now;
        _restarts = 1;
        return true;
    }
}

namespace Tapedeck.Ingest;

/// <summary>A token bucket: so many at once, then so many a second.</summary>
internal sealed class RateLimit(int burst, double perSecond, TimeProvider time)
{
    private double _tokens = burst;
    private long _lastTaken = time.GetTimestamp();

    /// <summary>Takes one, if there is one.</summary>
    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + time.GetElapsedTime(_lastTaken, now).TotalSeconds * perSecond);
        _lastTaken = now;
        if (_tokens < 1)
            return false;
        _tokens--;
        return true;
    }
}

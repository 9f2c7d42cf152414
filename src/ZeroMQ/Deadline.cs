using System.Diagnostics;

namespace Tapedeck.ZeroMQ;

/// <summary>A time-out as ZeroMQ counts it: what is left of it in milliseconds, or -1 without an end.</summary>
internal readonly struct Deadline
{
    private readonly long _end;

    private Deadline(long end) => _end = end;

    internal static Deadline After(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
            return new(long.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        var ticks = timeout.TotalSeconds * Stopwatch.Frequency;
        var now = Stopwatch.GetTimestamp();
        return new(ticks < long.MaxValue - now ? now + (long)ticks : long.MaxValue);
    }

    /// <summary>Rounded up, so that a wait never ends early; 0 once the time has passed.</summary>
    internal int RemainingMilliseconds
    {
        get
        {
            if (_end == long.MaxValue)
                return -1;
            var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _end).TotalMilliseconds;
            return (int)Math.Clamp(Math.Ceiling(left), 0, int.MaxValue);
        }
    }

    internal bool HasPassed => RemainingMilliseconds == 0;
}

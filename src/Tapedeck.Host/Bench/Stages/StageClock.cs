using System.Diagnostics;

namespace Tapedeck.Host.Bench.Stages;

/// <summary>Measures work on this thread: warmed up until the compiler has done its part, then the median of rounds.</summary>
internal static class StageClock
{
    private const int Rounds = 9;

    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(50);

    /// <summary>Nanoseconds an event.</summary>
    /// <param name="events">Events of one call.</param>
    /// <param name="work">One call.</param>
    public static double NanosecondsPerEvent(int events, Action work, CancellationToken stop)
    {
        Repeat(work, WarmUp);
        var rounds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            rounds[round] = Repeat(work, Round).TotalNanoseconds / events;
        }

        return new Quantiles(rounds).Median;
    }

    /// <summary>Time of one call, over calls that fill so much time.</summary>
    private static TimeSpan Repeat(Action work, TimeSpan time)
    {
        var calls = 0;
        var begun = Stopwatch.GetTimestamp();
        TimeSpan spent;
        do
        {
            work();
            calls++;
        }
        while ((spent = Stopwatch.GetElapsedTime(begun)) < time);

        return spent / calls;
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Tapedeck.Host.Bench.Load;

/// <summary>Waits for absolute times, so that a delay of one message does not delay those after it.</summary>
internal static partial class Pace
{
    /// <summary>Waits until a moment of <see cref="Stopwatch"/>: to 0.1 ms on Linux, to the system's timer elsewhere.</summary>
    public static void WaitUntil(long due)
    {
        long left;
        while ((left = due - Stopwatch.GetTimestamp()) > 0)
        {
            if (OperatingSystem.IsLinux())
                Sleep(Stopwatch.GetElapsedTime(0, left));
            else
                Thread.Sleep(1);
        }
    }

    [SupportedOSPlatform("linux")]
    private static void Sleep(TimeSpan time)
    {
        var wait = new TimeSpec((nint)time.TotalSeconds, (nint)(time.Ticks % TimeSpan.TicksPerSecond * 100));
        _ = NanoSleep(wait, 0); // a signal ends it early, and the caller looks at the clock again
    }

    private readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int NanoSleep(in TimeSpec wait, nint rest);
}

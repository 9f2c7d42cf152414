using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Tapedeck;

/// <summary>Long work on a thread of its own that gives way to every other: the capture has the processors when it needs them.</summary>
internal static partial class BackgroundThread
{
    private const int OneThread = 0; // PRIO_PROCESS, which on Linux is a thread

    /// <summary>Work that may take until there is nothing else to do.</summary>
    public const int Idle = 19;

    /// <summary>Work that somebody waits for: it has some tenth of a busy processor.</summary>
    public const int Behind = 10;

    /// <param name="work">What is done.</param>
    /// <param name="nice">How far it gives way: 0 as any other, 19 the most.</param>
    public static Task<T> Run<T>(Func<T> work, int nice = Idle) => Task.Factory.StartNew(
        () =>
        {
            Lower(nice);
            return work();
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Lower(int nice)
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(OneThread, 0, nice); // where it may not, the work is as urgent as any
        else
            Thread.CurrentThread.Priority = ThreadPriority.Lowest;
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}

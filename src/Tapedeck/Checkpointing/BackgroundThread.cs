using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Tapedeck.Checkpointing;

/// <summary>Long work on a thread of its own that gives way to every other: the capture has the processors when it needs them.</summary>
internal static partial class BackgroundThread
{
    private const int OneThread = 0; // PRIO_PROCESS, which on Linux is a thread
    private const int Nice = 19;

    public static Task<T> Run<T>(Func<T> work) => Task.Factory.StartNew(
        () =>
        {
            Lower();
            return work();
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Lower()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(OneThread, 0, Nice); // where it may not, the work is as urgent as any
        else
            Thread.CurrentThread.Priority = ThreadPriority.Lowest;
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}

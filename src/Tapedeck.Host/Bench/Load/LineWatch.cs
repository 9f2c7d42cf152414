using System.Diagnostics;

namespace Tapedeck.Host.Bench.Load;

/// <summary>Waits until lines are in a file that somebody else appends to.</summary>
internal static class LineWatch
{
    /// <summary>Without a new byte for so long, the rest is not waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits until so many lines stand behind an offset.</summary>
    /// <returns>When that was seen, in ticks of <see cref="Stopwatch"/>; looked at every millisecond.</returns>
    /// <exception cref="TimeoutException">The file has stopped growing before that.</exception>
    public static long Await(string path, long offset, long lines, CancellationToken stop)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
        file.Position = offset;
        var buffer = new byte[1024 * 1024];
        var left = lines;
        var grown = Stopwatch.GetTimestamp();
        while (left > 0)
        {
            stop.ThrowIfCancellationRequested();
            var read = file.Read(buffer);
            left -= buffer.AsSpan(0, read).Count((byte)'\n');
            if (read > 0)
                grown = Stopwatch.GetTimestamp();
            else if (Stopwatch.GetElapsedTime(grown) > Patience)
                throw new TimeoutException($"{left} of {lines} lines did not come into {path}");
            else
                Thread.Sleep(1);
        }

        return Stopwatch.GetTimestamp();
    }
}

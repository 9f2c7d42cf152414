using System.Diagnostics;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Host.Bench;

/// <summary>What writing and flushing costs on a file system, with nobody else at it.</summary>
internal static class FlushProbe
{
    /// <summary>Appends blocks of this size to a fresh file, each flushed before the next.</summary>
    /// <returns>Of each block, the time of its write and of its flush.</returns>
    public static IReadOnlyList<(TimeSpan Write, TimeSpan Flush)> Run(string path, int bytes, int count, CancellationToken stop)
    {
        var block = new byte[bytes];
        Random.Shared.NextBytes(block);
        var times = new List<(TimeSpan Write, TimeSpan Flush)>(count);
        using (var file = AppendFile.Open(DiskStorage.Instance, path))
        {
            for (var i = 0; i < count; i++)
            {
                stop.ThrowIfCancellationRequested();
                var begun = Stopwatch.GetTimestamp();
                file.Write(block);
                var written = Stopwatch.GetTimestamp();
                file.Flush();
                times.Add((Stopwatch.GetElapsedTime(begun, written), Stopwatch.GetElapsedTime(written)));
            }
        }

        File.Delete(path);
        return times;
    }
}

using System.Diagnostics;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Checkpointing;

/// <summary>How fast a large file may be written to the disk that the capture flushes to.</summary>
internal sealed class DiskPace
{
    /// <summary>As fast as the disk takes it.</summary>
    public static readonly DiskPace Full = new(16 * 1024 * 1024, isGentle: false);

    /// <summary>
    /// In small flushes, each followed by a pause as long as it took: a flush of the capture then waits for one of them at most,
    /// and finds the disk idle half of the time.
    /// </summary>
    public static readonly DiskPace BesideCapture = new(512 * 1024, isGentle: true);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    private readonly long _flushEvery;
    private readonly bool _isGentle;

    private DiskPace(long flushEvery, bool isGentle) => (_flushEvery, _isGentle) = (flushEvery, isGentle);

    /// <summary>Called after each write: flushes what has become too much.</summary>
    /// <exception cref="IOException">The disk could not.</exception>
    public void Written(AppendFile file)
    {
        if (file.WrittenLength - file.DurableLength < _flushEvery)
            return;
        var begun = Stopwatch.GetTimestamp();
        file.Flush();
        var took = Stopwatch.GetElapsedTime(begun);
        if (_isGentle)
            Thread.Sleep(took < LongestPause ? took : LongestPause);
    }
}

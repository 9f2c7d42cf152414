using System.Globalization;

namespace Tapedeck.Checkpointing;

/// <summary>
/// What a disk must keep free beside a checkpoint, so that the capture is not the one that runs out of space: a twentieth of it,
/// at most 256 MiB.
/// </summary>
/// <param name="folder">A folder on it.</param>
internal sealed class DiskReserve(string folder)
{
    private const long Most = 256 * 1024 * 1024;
    private const int Part = 20;

    private readonly DriveInfo _disk = new(folder);

    /// <summary>Looks whether the disk can take so many bytes more.</summary>
    /// <exception cref="IOException">It cannot; the message says how much there is.</exception>
    public void Check(long bytes)
    {
        var reserve = Math.Min(Most, _disk.TotalSize / Part);
        if (_disk.AvailableFreeSpace - bytes < reserve)
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture,
                $"{folder}: {_disk.AvailableFreeSpace} bytes are free, and {reserve} of them are kept for the capture: make room on the disk"));
    }
}

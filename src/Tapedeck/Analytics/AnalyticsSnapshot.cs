using System.IO.Hashing;
using System.Text;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Analytics;

/// <summary>
/// <c>analytics.snapshot</c>: the running totals as they were behind one event, so that a start reads only what came after.
/// Only a shortcut: where it is missing, torn, of another version or of other files, everything is read.
/// </summary>
internal static class AnalyticsSnapshot
{
    private const uint Version = 1;
    private const int HashBytes = 16;

    private static ReadOnlySpan<byte> Mark => "TDAS"u8;

    /// <summary>The totals of a folder as far as its snapshot has them, else new ones.</summary>
    /// <param name="folder">The journal.</param>
    /// <param name="naiveOffset">How a timestamp without offset is understood.</param>
    /// <param name="end">How far it is durable.</param>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public static LiveTally Open(JournalFolder folder, TimeSpan naiveOffset, JournalPosition end)
    {
        if (Body(folder.Analytics) is { } body)
        {
            var tally = new LiveTally(folder, naiveOffset);
            if (tally.TryRead(new BinaryReader(new MemoryStream(body)), end))
                return tally;
            tally.Dispose();
        }

        return new LiveTally(folder, naiveOffset);
    }

    /// <summary>Writes it whole: a reader never finds half of it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(JournalFolder folder, LiveTally tally)
    {
        using var bytes = new MemoryStream();
        using var snapshot = new BinaryWriter(bytes, Encoding.UTF8);
        snapshot.Write(Mark);
        snapshot.Write(Version);
        tally.Write(snapshot);
        snapshot.Flush();
        snapshot.Write(XxHash128.Hash(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        snapshot.Flush();

        var temporary = folder.Analytics + ".new";
        File.Delete(temporary);
        using (var file = AppendFile.Open(DiskStorage.Instance, temporary))
        {
            file.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
            file.Flush();
        }

        File.Move(temporary, folder.Analytics, overwrite: true);
    }

    private static byte[]? Body(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var hashed = bytes.Length - HashBytes;
            var isWhole = hashed > Mark.Length + sizeof(uint) && bytes.AsSpan().StartsWith(Mark)
                && BitConverter.ToUInt32(bytes, Mark.Length) == Version
                && XxHash128.Hash(bytes.AsSpan(0, hashed)).AsSpan().SequenceEqual(bytes.AsSpan(hashed));
            return isWhole ? bytes[(Mark.Length + sizeof(uint))..hashed] : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

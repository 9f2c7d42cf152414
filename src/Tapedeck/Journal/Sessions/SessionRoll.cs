using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Sessions;

/// <summary>
/// Moves a closed session to <c>sessions/</c>. Its index says that it is closed before anything is moved, so a roll that a
/// crash cut short is finished by the next start.
/// </summary>
internal static class SessionRoll
{
    /// <summary>Finishes a roll if one was begun.</summary>
    /// <exception cref="IOException">A file cannot be moved.</exception>
    public static void Finish(IStorage storage, JournalFolder folder)
    {
        if (ClosedAt(folder) is not var (number, closedAt))
            return;
        if (!TryCompleteIndex(storage, folder) && File.Exists(folder.Session))
            return; // a power loss left its end and not its middle: it is not closed, and is made again
        Move(storage, folder, number, closedAt);
    }

    /// <summary>Moves the session, whose index is closed and durable, and then the index.</summary>
    /// <exception cref="IOException">One of them cannot be moved.</exception>
    public static void Move(IStorage storage, JournalFolder folder, long number, DateTimeOffset closedAt)
    {
        var closed = SessionFile.Closed(folder, number, closedAt);
        storage.CreateFolder(folder.Sessions);
        if (File.Exists(folder.Session))
            storage.Move(folder.Session, closed.Path);
        storage.Move(folder.Index, closed.Index);
    }

    /// <summary>Makes the index durable, which is the last time; false if it is not whole.</summary>
    private static bool TryCompleteIndex(IStorage storage, JournalFolder folder)
    {
        using var index = AppendFile.Open(storage, folder.Index);
        if (IndexScan.Of(index, long.MaxValue) is not { } scan
            || (scan.Records + 1) * IndexRecord.Size != index.WrittenLength)
            return false;
        index.Rewrite(0);
        return true;
    }

    private static (long Number, DateTimeOffset At)? ClosedAt(JournalFolder folder)
    {
        using var index = IndexReader.TryOpen(folder.Index);
        return index is not null && index.TryRead(0, out var header) && index.TryReadLast(out var last)
            && last.Kind == IndexRecordKind.Closing
            ? (header.Place, IndexRecord.Time(last.MadeAt))
            : null;
    }
}

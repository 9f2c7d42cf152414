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
        var closed = SessionFile.Closed(folder, number, closedAt);
        storage.CreateFolder(folder.Sessions);
        if (File.Exists(folder.Session))
            storage.Move(folder.Session, closed.Path);
        storage.Move(folder.Index, closed.Index);
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

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
        if (Closing(folder) is not var (number, closing))
            return;
        WriteAgain(storage, folder, closing);
        var closed = SessionFile.Closed(folder, number, IndexRecord.Time(closing.MadeAt));
        storage.CreateFolder(folder.Sessions);
        if (File.Exists(folder.Session))
            storage.Move(folder.Session, closed.Path);
        storage.Move(folder.Index, closed.Index);
    }

    private static (long Number, IndexRecord Closing)? Closing(JournalFolder folder)
    {
        using var index = IndexReader.TryOpen(folder.Index);
        return index is not null && index.TryRead(0, out var header) && index.TryReadLast(out var last)
            && last.Kind == IndexRecordKind.Closing
            ? (header.Place, last)
            : null;
    }

    /// <summary>A flush of the record that failed has left it where a later flush passes it over.</summary>
    private static void WriteAgain(IStorage storage, JournalFolder folder, IndexRecord closing)
    {
        using var index = AppendFile.Open(storage, folder.Index);
        index.CutTo((index.WrittenLength / IndexRecord.Size * IndexRecord.Size) - IndexRecord.Size);
        closing.AppendTo(index);
        index.Flush();
    }
}

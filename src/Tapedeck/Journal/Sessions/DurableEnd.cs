namespace Tapedeck.Journal.Sessions;

/// <summary>
/// How far a program that is not the node may read a folder's journal: up to the last block that the index has, since that is
/// written once the block is durable. Where no node records, up to the file's end, as the next start will find it.
/// </summary>
internal static class DurableEnd
{
    /// <exception cref="IOException">The files cannot be read.</exception>
    public static JournalPosition Of(JournalFolder folder)
    {
        while (true)
        {
            var current = SessionFile.Current(folder);
            var length = new FileInfo(current.Path) is { Exists: true } session ? session.Length : 0;
            var indexed = IndexedIn(current);
            if (indexed < length && !FolderLock.IsHeld(folder))
                indexed = length;
            // A session that was rolled in between is looked at anew.
            if (SessionFile.Current(folder).Number == current.Number)
                return new JournalPosition(current.Number, indexed);
        }
    }

    private static long IndexedIn(SessionFile session)
    {
        using var index = IndexReader.TryOpen(session.Index);
        if (index is null || !index.TryReadLast(out var last))
            return 0;
        return last.Kind switch
        {
            IndexRecordKind.Block => last.End,
            IndexRecordKind.Closing => last.Bytes,
            _ => 0,
        };
    }
}

using Tapedeck.Journal.Recovery;

namespace Tapedeck.Journal.Sessions;

/// <summary>
/// How far a program that is not the node may read a folder's journal: up to the last block that the index has, since that is
/// written once the block is durable. Where no node records, up to the end of what the next start will find and keep.
/// </summary>
internal static class DurableEnd
{
    /// <exception cref="IOException">The files cannot be read.</exception>
    public static JournalPosition Of(JournalFolder folder)
    {
        while (true)
        {
            var current = SessionFile.Current(folder);
            var length = new FileInfo(current.Path) is { Exists: true } session ? session.Length : (long?)null;
            var indexed = IndexedIn(current);
            if (length is not null && length != indexed && !FolderLock.IsHeld(folder))
                indexed = KeptOf(current, indexed);
            // A session that was rolled in between is looked at anew; one that is being rolled has its index here for the moment.
            if (SessionFile.Current(folder).Number == current.Number)
                return new JournalPosition(current.Number, Math.Min(indexed, length ?? indexed));
        }
    }

    private static long KeptOf(SessionFile session, long indexed)
    {
        var whole = LastLines.OffsetOf(session.Path, 0);
        var hasIndex = IndexReader.NumberOf(session.Index) is not null;
        return CrashedBlock.In(session.Path, indexed, hasIndex) is var (offset, _) ? Math.Min(offset, whole) : whole;
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

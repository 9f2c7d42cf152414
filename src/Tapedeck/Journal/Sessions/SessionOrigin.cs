namespace Tapedeck.Journal.Sessions;

/// <summary>What a new session goes on from: the closing record of the last closed one.</summary>
/// <param name="Number">The new session's number.</param>
/// <param name="FirstSequence">Sequence of the first event it will get.</param>
/// <param name="Link">The chain's link before it.</param>
internal readonly record struct SessionOrigin(long Number, long FirstSequence, ChainHash Link)
{
    /// <summary>Behind the last closed session of a folder; in a new folder, the beginning.</summary>
    /// <exception cref="IOException">The last closed session cannot be read.</exception>
    public static SessionOrigin Of(JournalFolder folder)
    {
        if (SessionFile.AllClosed(folder) is not [.., var last])
            return new SessionOrigin(1, 1, ChainHash.Start);
        using var index = IndexReader.TryOpen(last.Index);
        return index is not null && index.TryReadLast(out var closing) && closing.Kind == IndexRecordKind.Closing
            ? new SessionOrigin(last.Number + 1, closing.FirstSequence, closing.Link)
            : new SessionOrigin(last.Number + 1, LastSequence.Of(last.Path) + 1, ChainHash.Start);
    }
}

namespace Tapedeck.Journal;

/// <summary>
/// The session and the quarantine, open for appending by this node alone. Opening recovers: a torn tail is moved to
/// <c>recovery/</c>, whole lines stay.
/// </summary>
internal sealed class OpenJournal : IDisposable
{
    private readonly FolderLock _lock;
    private readonly AppendFile _session;
    private readonly AppendFile _quarantine;

    private OpenJournal(FolderLock @lock, AppendFile session, AppendFile quarantine, IReadOnlyList<TornTailNote> torn)
    {
        _lock = @lock;
        _session = session;
        _quarantine = quarantine;
        Torn = torn;
        LastSequence = Journal.LastSequence.Of(session);
    }

    /// <summary>Sequence of the last durable event.</summary>
    public long LastSequence { get; private set; }

    /// <summary>What opening had to move aside.</summary>
    public IReadOnlyList<TornTailNote> Torn { get; }

    /// <summary>Locks the folder, recovers its files and opens them.</summary>
    /// <param name="folder">Where; it is made if it is not there.</param>
    /// <param name="now">When, for the names of what is moved aside.</param>
    /// <param name="durable">
    /// After a failed commit: how far the files were durable. What lies behind is the failed block, which the caller
    /// still holds and commits again, so it is dropped first.
    /// </param>
    /// <exception cref="JournalFolderException">The folder is in use by another node, or cannot be written.</exception>
    public static OpenJournal Open(JournalFolder folder, DateTimeOffset now, JournalLengths? durable = null)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            Directory.CreateDirectory(folder.Root);
            var @lock = FolderLock.Acquire(folder);
            opened.Push(@lock);
            var torn = new List<TornTailNote>();
            var session = OpenWhole(folder.Session, durable?.Session);
            var quarantine = OpenWhole(folder.Quarantine, durable?.Quarantine);
            return new OpenJournal(@lock, session, quarantine, torn);

            AppendFile OpenWhole(string path, long? durableLength)
            {
                var file = AppendFile.Open(path);
                opened.Push(file);
                if (durableLength < file.WrittenLength)
                    file.CutTo(durableLength.Value);
                if (TornTail.MoveAside(file, folder.Recovery, now) is { } note)
                    torn.Add(note);
                return file;
            }
        }
        catch (Exception failure)
        {
            while (opened.TryPop(out var resource))
                resource.Dispose();
            if (failure is IOException or UnauthorizedAccessException)
                throw JournalFolderException.CannotOpen(folder, failure);
            throw;
        }
    }

    /// <summary>Writes and flushes a block. When it returns, every line of it is durable.</summary>
    /// <returns>The offset of the block's first line in the session file.</returns>
    /// <exception cref="IOException">A write or flush failed: close this journal, open it anew, commit the block again.</exception>
    public long Commit(Block block)
    {
        var offset = _session.DurableLength;
        _quarantine.Write(block.QuarantineLines);
        _session.Write(block.Lines);
        _quarantine.Flush();
        _session.Flush();
        LastSequence += block.Counts.Events;
        return offset;
    }

    /// <summary>How far both files are durable at this moment.</summary>
    public JournalLengths Durable => new(_session.DurableLength, _quarantine.DurableLength);

    public void Dispose()
    {
        _session.Dispose();
        _quarantine.Dispose();
        _lock.Dispose();
    }
}

/// <summary>How far a journal was durable.</summary>
/// <param name="Session">Bytes of the session file.</param>
/// <param name="Quarantine">Bytes of the quarantine file.</param>
internal readonly record struct JournalLengths(long Session, long Quarantine);

namespace Tapedeck.Journal;

/// <summary>
/// The session, the deliveries and the quarantine, open for appending by this node alone, which holds the folder's
/// <see cref="FolderLock"/>. Opening recovers: a torn tail is moved to <c>recovery/</c>, whole lines stay.
/// </summary>
internal sealed class OpenJournal : IDisposable
{
    private readonly AppendFile _session;
    private readonly AppendFile _deliveries;
    private readonly AppendFile _quarantine;

    private OpenJournal(
        AppendFile session, AppendFile deliveries, AppendFile quarantine, IReadOnlyList<TornTailNote> torn)
    {
        _session = session;
        _deliveries = deliveries;
        _quarantine = quarantine;
        Torn = torn;
        LastSequence = Journal.LastSequence.Of(session);
    }

    /// <summary>Sequence of the last durable event.</summary>
    public long LastSequence { get; private set; }

    /// <summary>What opening had to move aside.</summary>
    public IReadOnlyList<TornTailNote> Torn { get; }

    /// <summary>Recovers the folder's files and opens them.</summary>
    /// <param name="folder">Where; the caller holds its lock.</param>
    /// <param name="now">When, for the names of what is moved aside.</param>
    /// <param name="durable">
    /// After a failed commit: how far the files were durable. What lies behind is the failed block, which the caller
    /// still holds and commits again, so it is dropped first.
    /// </param>
    /// <exception cref="JournalFolderException">The folder cannot be written.</exception>
    public static OpenJournal Open(JournalFolder folder, DateTimeOffset now, JournalLengths? durable = null)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            var torn = new List<TornTailNote>();
            var session = OpenWhole(folder.Session, durable?.Session);
            var deliveries = OpenWhole(folder.Deliveries, durable?.Deliveries);
            var quarantine = OpenWhole(folder.Quarantine, durable?.Quarantine);
            return new OpenJournal(session, deliveries, quarantine, torn);

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

    /// <summary>
    /// Writes and flushes a block. When it returns, every line of it is durable. A delivery names its event, so it is
    /// written only once that is durable.
    /// </summary>
    /// <returns>The offset of the block's first line in the session file.</returns>
    /// <exception cref="IOException">A write or flush failed: close this journal, open it anew, commit the block again.</exception>
    public long Commit(Block block)
    {
        var offset = _session.DurableLength;
        _quarantine.Write(block.Quarantine);
        _session.Write(block.Events);
        _quarantine.Flush();
        _session.Flush();
        _deliveries.Write(block.Deliveries);
        _deliveries.Flush();
        LastSequence += block.Counts.Events;
        return offset;
    }

    /// <summary>How far the files are durable at this moment.</summary>
    public JournalLengths Durable => new(_session.DurableLength, _deliveries.DurableLength, _quarantine.DurableLength);

    public void Dispose()
    {
        _session.Dispose();
        _deliveries.Dispose();
        _quarantine.Dispose();
    }
}

/// <summary>How far a journal was durable, in bytes of each file.</summary>
internal readonly record struct JournalLengths(long Session, long Deliveries, long Quarantine);

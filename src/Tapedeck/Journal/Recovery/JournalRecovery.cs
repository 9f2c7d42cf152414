using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;
using Tapedeck.Journal.Verification;

namespace Tapedeck.Journal.Recovery;

/// <summary>
/// Opens a folder's files for recording and sets right what a crash left: finishes a roll, moves torn tails to
/// <c>recovery/</c>, and completes the index from the session. It reads the index and what is behind it, not the past.
/// </summary>
internal sealed class JournalRecovery
{
    /// <summary>
    /// Bytes behind the last indexed block within which a bad line is what a crash left of a block that was never durable. One
    /// that stands farther from the end is damage: it stays where it is, for <c>verify</c> to find.
    /// </summary>
    private const long CrashBytes = 32 * 1024 * 1024;

    private readonly IStorage _storage;
    private readonly JournalFolder _folder;
    private readonly DateTimeOffset _now;
    private readonly JournalLengths? _durable;
    private readonly KeptBytes _kept;
    private readonly List<RecoveryNote> _notes = [];
    private readonly Stack<IDisposable> _opened = new();

    private JournalRecovery(IStorage storage, JournalFolder folder, DateTimeOffset now, JournalLengths? durable)
    {
        (_storage, _folder, _now, _durable) = (storage, folder, now, durable);
        _kept = new KeptBytes(storage, folder, now);
    }

    /// <summary>Recovers the folder's files and opens them.</summary>
    /// <param name="storage">What holds them.</param>
    /// <param name="folder">Where; the caller holds its lock.</param>
    /// <param name="now">When, for the names of what is moved aside.</param>
    /// <param name="durable">
    /// After a failed commit: how far the files were durable. What lies behind is the failed block, which the caller still
    /// holds and commits again, so it is dropped first.
    /// </param>
    /// <exception cref="JournalFolderException">The folder cannot be written.</exception>
    public static OpenJournal Open(
        IStorage storage, JournalFolder folder, DateTimeOffset now, JournalLengths? durable = null)
    {
        var recovery = new JournalRecovery(storage, folder, now, durable);
        try
        {
            return recovery.Open();
        }
        catch (Exception failure)
        {
            while (recovery._opened.TryPop(out var file))
                file.Dispose();
            if (failure is IOException or UnauthorizedAccessException)
                throw JournalFolderException.CannotOpen(folder, failure);
            throw;
        }
    }

    /// <summary>Begins a session behind the last closed one.</summary>
    /// <exception cref="IOException">Its files cannot be made.</exception>
    public static (AppendFile Session, SessionIndex Index) BeginSession(
        IStorage storage, JournalFolder folder, DateTimeOffset now)
    {
        var session = AppendFile.Open(storage, folder.Session);
        try
        {
            var index = AppendFile.Open(storage, folder.Index);
            return (session, IndexRecovery.Complete(index, Begin(index, folder, now), session, now));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private OpenJournal Open()
    {
        SessionRoll.Finish(_storage, _folder);
        var number = SessionFile.Current(_folder).Number;
        var session = OpenWhole(_folder.Session, _durable is { } at ? at.SessionNumber == number ? at.Session : 0 : null);
        var index = OpenIndex(session, out var lost);
        var deliveries = OpenWhole(_folder.Deliveries, _durable?.Deliveries);
        var quarantine = OpenWhole(_folder.Quarantine, _durable?.Quarantine);
        // What is lost keeps its numbers, so that the gap shows it.
        var last = Math.Max(LastSequence.Of(_folder.Session, index.FirstSequence - 1), lost ?? 0);
        last = Math.Max(last, KnownLosses.Of(_folder).All.Select(loss => loss.LastSequence).DefaultIfEmpty().Max());
        return new OpenJournal(_storage, _folder, session, index, deliveries, quarantine, last) { Notes = _notes };
    }

    private AppendFile Open(string path)
    {
        var file = AppendFile.Open(_storage, path);
        _opened.Push(file);
        return file;
    }

    private AppendFile OpenWhole(string path, long? durableLength)
    {
        var file = Open(path);
        if (durableLength < file.WrittenLength)
            file.CutTo(durableLength.Value);
        if (TornTail.MoveAside(file, _kept) is { } note)
            _notes.Add(note);
        return file;
    }

    /// <param name="session">The session it is of.</param>
    /// <param name="lost">Sequence of the last event that the index knows and the session has not any more, or null.</param>
    private SessionIndex OpenIndex(AppendFile session, out long? lost)
    {
        var file = Open(_folder.Index);
        var scan = IndexRecovery.Believed(file, session);
        lost = null;
        if (scan is null)
        {
            if (file.WrittenLength > 0)
                _notes.Add(_kept.Keep(file, 0, file.WrittenLength, "not the index of the session beside it: made anew from there"));
            scan = Begin(file, _folder, _now);
        }
        else
        {
            if (scan.Lost is { } block && _durable is null)
                lost = NoteLoss(file, session, scan, block);
            CutCrashedBlock(session, scan.End);
        }

        return IndexRecovery.Complete(file, scan, session, _now);
    }

    private long NoteLoss(AppendFile index, AppendFile session, IndexScan scan, IndexRecord block)
    {
        var first = Math.Max(scan.NextSequence, LastSequence.Of(session.Path, scan.NextSequence - 1) + 1);
        var last = block.FirstSequence + block.Lines - 1;
        _notes.Add(_kept.Keep(
            index, 0, index.WrittenLength,
            $"the session was durable up to byte {block.End}, and has {session.WrittenLength}: its end is lost", $"{first}-{last}"));
        return last;
    }

    private void CutCrashedBlock(AppendFile session, long indexed)
    {
        if (BadLine.First(session.Path, indexed) is var (offset, fault) && session.WrittenLength - offset <= CrashBytes)
            _notes.Add(_kept.Cut(session, offset, $"a line behind the last indexed block is no event: {fault}"));
    }

    private static IndexScan Begin(AppendFile index, JournalFolder folder, DateTimeOffset now)
    {
        var origin = SessionOrigin.Of(folder);
        return IndexRecovery.Begin(index, IndexRecord.Header(origin.Number, origin.FirstSequence, now, origin.Link));
    }
}

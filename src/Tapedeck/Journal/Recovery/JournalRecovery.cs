using Tapedeck.Checkpointing;
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
    /// <exception cref="JournalFolderException">
    /// The folder cannot be written, or another program took away what was durable; then nothing is changed.
    /// </exception>
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
        AppendFile? index = null;
        try
        {
            index = AppendFile.Open(storage, folder.Index);
            return (session, IndexRecovery.Complete(index, Begin(index, folder, now), session, now));
        }
        catch
        {
            index?.Dispose();
            session.Dispose();
            throw;
        }
    }

    private OpenJournal Open()
    {
        // A roll may have ended between a rename and its flush: the new name is made durable before the old one goes.
        if (Directory.Exists(_folder.Sessions))
            _storage.FlushFolder(_folder.Sessions);
        SessionRoll.Finish(_storage, _folder);
        var number = SessionFile.Current(_folder).Number;
        var session = OpenWhole(_folder.Session, _durable is { } at ? at.SessionNumber == number ? at.Session : 0 : null);
        var index = OpenIndex(session);
        var known = _durable ?? KnownDurable(number, session);
        var deliveries = OpenBeside(_folder.Deliveries, known?.Deliveries);
        var quarantine = OpenBeside(_folder.Quarantine, known?.Quarantine);
        // What is lost keeps its numbers, so that the gap shows it.
        var last = Math.Max(LastSequence.Of(_folder.Session, index.FirstSequence - 1), KnownLosses.Of(_folder).Last);
        if (CheckpointManifest.Read(_folder).LastSequence is var checkpointed && checkpointed > last)
        {
            _notes.Add(_kept.NoteLoss(
                _folder.Session, $"{last + 1}-{checkpointed}",
                $"there is a checkpoint with events up to {checkpointed}, the journal ends with {last}: its end is lost, the checkpoint has it"));
            last = checkpointed;
        }

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
        if (durableLength > file.WrittenLength)
            throw JournalFolderException.Shorter(path, durableLength.Value, file.WrittenLength);
        if (durableLength < file.WrittenLength)
            file.CutTo(durableLength.Value);
        if (TornTail.MoveAside(file, _kept) is { } note)
            _notes.Add(note);
        return file;
    }

    /// <summary>Opens the deliveries or the quarantine, of which the bytes up to a length are known to be durable.</summary>
    private AppendFile OpenBeside(string path, long? known)
    {
        var file = OpenWhole(path, _durable is null ? null : known);
        if (_durable is null)
            MakeSure(file, known ?? 0, isKnown: known is not null);
        return file;
    }

    /// <summary>How far the ledger's snapshot says that the files were durable, or null.</summary>
    private JournalLengths? KnownDurable(long number, AppendFile session)
    {
        var present = new JournalLengths(
            number, session.WrittenLength, FileLength.Of(_folder.Deliveries), FileLength.Of(_folder.Quarantine));
        return ProducerSnapshot.Read(_folder, present)?.Lengths;
    }

    /// <summary>
    /// Cuts off what a power loss left of a block that was never durable, and makes durable what is whole of it.
    /// </summary>
    /// <param name="file">It ends with a whole line.</param>
    /// <param name="durable">Its bytes that are known to be durable.</param>
    /// <param name="isKnown">Whether that is known.</param>
    private void MakeSure(AppendFile file, long durable, bool isKnown)
    {
        if (CrashedBlock.In(file.Path, durable, isKnown) is var (offset, fault))
            _notes.Add(_kept.Cut(file, offset, $"a line of a block that was never durable is none: {fault}"));
        file.Rewrite(Math.Max(durable, file.WrittenLength - CrashedBlock.MostBytes));
    }

    /// <param name="session">The session it is of.</param>
    private SessionIndex OpenIndex(AppendFile session)
    {
        var file = Open(_folder.Index);
        var scan = IndexRecovery.Believed(file, session);
        var isBelieved = scan is not null;
        if (scan is null)
        {
            if (file.WrittenLength > 0)
                _notes.Add(_kept.Keep(file, 0, file.WrittenLength, "not the index of the session beside it: made anew from there"));
            scan = Begin(file, _folder, _now);
        }
        else if (scan.Lost is { } block && _durable is null)
        {
            NoteLoss(file, session, scan, block);
        }

        MakeSure(session, scan.End, isBelieved);
        return IndexRecovery.Complete(file, scan, session, _now);
    }

    private void NoteLoss(AppendFile index, AppendFile session, IndexScan scan, IndexRecord block)
    {
        var first = Math.Max(scan.NextSequence, LastSequence.Of(session.Path, scan.NextSequence - 1) + 1);
        var last = block.FirstSequence + block.Lines - 1;
        _notes.Add(_kept.Keep(
            index, 0, index.WrittenLength,
            $"the session was durable up to byte {block.End}, and has {session.WrittenLength}: its end is lost", $"{first}-{last}"));
        File.Delete(_folder.Producers); // it may have numbers of what is lost
    }

    private static IndexScan Begin(AppendFile index, JournalFolder folder, DateTimeOffset now)
    {
        var origin = SessionOrigin.Of(folder);
        return IndexRecovery.Begin(index, IndexRecord.Header(origin.Number, origin.FirstSequence, now, origin.Link));
    }
}

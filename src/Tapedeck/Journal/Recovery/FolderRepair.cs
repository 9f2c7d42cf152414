using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;
using Tapedeck.Journal.Verification;

namespace Tapedeck.Journal.Recovery;

/// <summary>
/// Sets right what a crash, a bad disk or a hand left in a folder: what a start does, and the damage that a start leaves alone.
/// After it a verification finds nothing but known losses, and running it again changes nothing.
/// </summary>
internal sealed class FolderRepair
{
    private readonly IStorage _storage;
    private readonly JournalFolder _folder;
    private readonly DateTimeOffset _now;
    private readonly List<RepairFinding> _findings = [];
    private readonly SessionRepair _repair;
    private readonly KeptBytes _kept;
    private VerificationState _state;

    private FolderRepair(IStorage storage, JournalFolder folder, DateTimeOffset now)
    {
        (_storage, _folder, _now) = (storage, folder, now);
        _kept = new KeptBytes(storage, folder, now);
        _repair = new SessionRepair(storage, folder, _kept, _findings, now);
        _state = new VerificationState(KnownLosses.Of(folder), null);
    }

    /// <param name="storage">What holds the files.</param>
    /// <param name="folder">The folder; the caller holds its lock.</param>
    /// <param name="now">When, for the names of what is kept.</param>
    /// <returns>What was found and done; empty if all was right.</returns>
    /// <exception cref="IOException">A file cannot be read or written; what was done until then stays, and it can be begun again.</exception>
    /// <exception cref="JournalFolderException">The folder cannot be written.</exception>
    public static IReadOnlyList<RepairFinding> Run(IStorage storage, JournalFolder folder, DateTimeOffset now)
    {
        var repair = new FolderRepair(storage, folder, now);
        repair.Run();
        return repair._findings;
    }

    private void Run()
    {
        FinishRoll();
        FinishRebuilds();
        new SessionOrder(_storage, _folder, _findings).Restore();
        var closed = SessionFile.AllClosed(_folder);
        for (var i = 0; i < closed.Count; i++)
            SetRight(closed[i], FirstOf(i + 1 < closed.Count ? closed[i + 1].Index : _folder.Index));
        RepairCurrent();
        var last = _state.Walk.Next - 1;
        var losses = KnownLosses.Of(_folder);
        SideFileRepair.Run(
            _storage, _folder, _folder.Deliveries, line => SideFile.FaultOfDelivery(line, last, losses), _kept, _findings);
        SideFileRepair.Run(_storage, _folder, _folder.Quarantine, SideFile.FaultOfQuarantine, _kept, _findings);
        CheckpointRepair.Run(_storage, _folder, DurableEnd.Of(_folder), _kept, _findings);
    }

    private void FinishRoll()
    {
        var before = SessionFile.AllClosed(_folder).Count(session => File.Exists(session.Index));
        SessionRoll.Finish(_storage, _folder);
        if (SessionFile.AllClosed(_folder).Count(session => File.Exists(session.Index)) > before)
            _findings.Add(new RepairFinding("sessions", "a roll that was cut short is finished", IsLoss: false));
    }

    /// <summary>Puts indexes in their places that an attempt before this one made for sessions that it had put in theirs.</summary>
    private void FinishRebuilds()
    {
        foreach (var session in SessionFile.AllClosed(_folder).Append(SessionFile.Current(_folder)))
        {
            var made = session with { Index = session.Index + SiftedFile.Suffix };
            if (File.Exists(made.Index) && File.Exists(session.Path)
                && IndexAppraisal.Of(made) is { Blocks: not null } index && index.Closing is not null == session.IsClosed)
                SiftedFile.Put(_storage, session.Index);
        }
    }

    private void RepairCurrent()
    {
        // What a start would believe of an index whose blocks are broken is less than what can be told of them now.
        var current = SessionFile.Current(_folder);
        if (File.Exists(current.Path) && IndexAppraisal.Of(current) is var appraisal)
        {
            if (appraisal.Broken.Count > 0)
                _repair.Run(current, Origin(current), next: null);
            else if (appraisal.HasUnreadable)
                KeepUnreadable(current.Index, appraisal.HasHole);
        }

        var indexed = FileLength.Of(_folder.Index);
        using (var opened = JournalRecovery.Open(_storage, _folder, _now))
        {
            opened.FlushIndex();
            _findings.AddRange(opened.Notes.Select(RepairFinding.Of));
        }

        if (_findings.Count == 0 && new FileInfo(_folder.Index).Length != indexed)
            _findings.Add(new RepairFinding("current_session.index", "it is completed from the session", IsLoss: false));
        SetRight(SessionFile.Current(_folder), next: null);
    }

    private void KeepUnreadable(string path, bool isLoss)
    {
        using var index = AppendFile.Open(_storage, path);
        var note = _kept.Keep(index, 0, index.WrittenLength, "records cannot be read: they are made again from the session");
        _findings.Add(RepairFinding.Of(note) with { IsLoss = isLoss });
    }

    private void SetRight(SessionFile session, long? next)
    {
        var before = _state;
        for (var attempt = 0; ; attempt++)
        {
            _state = before.GoOn(KnownLosses.Of(_folder));
            var origin = Origin(session);
            using (var pipeline = new RunPipeline())
            using (var opened = OpenSession.Open(_folder, session, isLive: false))
                new SessionVerification(opened, opened.Length, isLive: false, _state, pipeline).Run(session.Number);
            if (_state.Findings.Count == 0)
                return;
            if (attempt == 2)
                throw new IOException($"{_state.Findings.Listed[0]}: this could not be set right");
            _state = before;
            _repair.Run(session, origin, next);
        }
    }

    private SessionOrigin Origin(SessionFile session) =>
        new(session.IsClosed ? session.Number : Math.Max(session.Number, _state.NextSession), _state.Walk.Next, _state.Link ?? ChainHash.Start);

    private static long? FirstOf(string path)
    {
        using var index = IndexReader.TryOpen(path);
        return index is not null && index.TryRead(0, out var header) && header.Kind == IndexRecordKind.Header
            ? header.FirstSequence
            : null;
    }
}

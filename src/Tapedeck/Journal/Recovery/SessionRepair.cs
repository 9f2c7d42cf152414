using System.Globalization;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;
using Tapedeck.Journal.Verification;

namespace Tapedeck.Journal.Recovery;

/// <summary>
/// Sets a session right: takes out the lines that cannot stay, notes which events are lost, and makes its index again, linked to
/// the session before it. Everything that goes or changes is kept first, and what is new has another name until it is durable,
/// so that it may be killed at any point and begun again.
/// </summary>
internal sealed class SessionRepair(
    IStorage storage, JournalFolder folder, KeptBytes kept, List<RepairFinding> findings, DateTimeOffset now)
{
    private const int MostRanges = 100;

    /// <param name="session">The session.</param>
    /// <param name="origin">Its number, and what it goes on from.</param>
    /// <param name="next">Sequence of the event behind it, as the index of the next session says; null if it does not.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <returns>Whether the session or its index was made again.</returns>
    public bool Run(SessionFile session, SessionOrigin origin, long? next)
    {
        var index = IndexAppraisal.Of(session);
        // An index that fits nothing here is of another file.
        var isOurs = index.ProvenBytes > 0 || index.Blocks is { Count: 0 };
        var first = Math.Max(origin.FirstSequence, isOurs ? index.Header?.FirstSequence ?? 0 : 0);
        var sift = Sift(session, first - 1, next);
        using (var lines = AppendFile.Open(storage, session.Path))
        {
            Keep(lines, sift.Bad);
            NoteLosses(session, [
                (origin.FirstSequence, first - 1), .. sift.Gaps, (sift.Last + 1, isOurs ? index.LastSequence : 0)]);
            if (sift.Bad.Count == 0 && IsRight(session, origin))
                return false;
            KeepBroken(lines, index, sift.Bad);
            if (sift.Bad.Count > 0)
                SiftedFile.Make(storage, lines, sift.Bad);
        }

        KeepIndex(session, index, sift.Bad.Count > 0);
        var header = IndexRecord.Header(
            origin.Number, first, isOurs && index.Header is { } begun ? IndexRecord.Time(begun.MadeAt) : now, origin.Link);
        IndexRebuild.Make(
            storage, sift.Bad.Count > 0 ? session.Path + SiftedFile.Suffix : session.Path, session.Index, header,
            sift.Bad.Count > 0 ? null : index.Blocks,
            session.IsClosed ? isOurs && index.Closing is { } closing ? IndexRecord.Time(closing.MadeAt) : now : null, now);
        if (sift.Bad.Count > 0)
        {
            kept.SetAside(folder.Producers, "it says how far files were read that are shorter now; it is made again");
            SiftedFile.Put(storage, session.Path);
        }

        SiftedFile.Put(storage, session.Index);
        return true;
    }

    private static LineSift Sift(SessionFile session, long last, long? next)
    {
        using var file = File.OpenHandle(session.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var sift = new LineSift(last);
        var window = new LineWindow();
        var length = RandomAccess.GetLength(file);
        window.Open(file, session.Path, 0, length);
        window.Read(length, sift, chain: null);
        sift.Finish(next);
        return sift;
    }

    private void Keep(AppendFile lines, IReadOnlyList<BadRange> bad)
    {
        if (bad.Count > MostRanges)
            bad = [new BadRange(bad[0].From, bad[^1].To, $"{bad.Count} parts of this cannot stay, the first: {bad[0].Reason}")];
        foreach (var range in bad)
            findings.Add(RepairFinding.Of(kept.Keep(lines, range.From, range.To, range.Reason)));
    }

    private void NoteLosses(SessionFile session, IEnumerable<(long First, long Last)> ranges)
    {
        var known = KnownLosses.Of(folder);
        foreach (var (first, last) in ranges.Where(range => range.First <= range.Last && !known.Cover(range.First, range.Last)))
            findings.Add(RepairFinding.Of(kept.NoteLoss(
                session.Path, string.Create(CultureInfo.InvariantCulture, $"{first}-{last}"), "no line has these events any more")));
    }

    /// <summary>Whether what is known to be lost explains all that was wrong.</summary>
    private bool IsRight(SessionFile session, SessionOrigin origin)
    {
        var state = new VerificationState(KnownLosses.Of(folder), null)
        {
            NextSession = origin.Number, Walk = new SequenceWalk(origin.FirstSequence), Link = origin.Link,
        };
        using var pipeline = new RunPipeline();
        using var opened = OpenSession.Open(folder, session, isLive: false);
        new SessionVerification(opened, opened.Length, isLive: false, state, pipeline).Run(origin.Number);
        return state.Findings.Count == 0;
    }

    private void KeepBroken(AppendFile lines, IndexAppraisal index, IReadOnlyList<BadRange> bad)
    {
        if (index.ProvenBytes == 0 && index.Broken.Count > 1)
            return; // an index of another file says nothing about these lines
        foreach (var block in index.Broken.Where(block => !bad.Any(range => range.From < block.End && block.Place < range.To)))
            findings.Add(RepairFinding.Of(kept.Keep(
                lines, block.Place, block.End,
                $"events {block.FirstSequence}-{block.FirstSequence + block.Lines - 1} are suspect: their bytes are not those that "
                    + "were recorded. They are still in the session")));
    }

    private void KeepIndex(SessionFile session, IndexAppraisal index, bool wasCut)
    {
        if (!File.Exists(session.Index))
        {
            findings.Add(new RepairFinding(
                Path.GetRelativePath(folder.Root, session.Index), "it was missing and is made again from the session", IsLoss: true));
            return;
        }

        using var old = AppendFile.Open(storage, session.Index);
        var proven = index.Blocks is not null || index.ProvenBytes == new FileInfo(session.Path).Length;
        var note = kept.Keep(
            old, 0, old.WrittenLength,
            wasCut ? "made again from the lines that are left"
                : proven ? "linked anew to the session before it, or closed anew" : "not the index of the session beside it: made again from there");
        findings.Add(RepairFinding.Of(note) with { IsLoss = !proven && !wasCut });
    }
}

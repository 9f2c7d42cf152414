using Tapedeck.Checkpointing;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal.Verification;

/// <summary>
/// Proves a journal from the first byte of its first session to the last byte of its last: every line, the sequences, the index
/// records, the chain of links over all sessions, then the deliveries, the quarantine and the checkpoints. It only reads, and also beside a node.
/// </summary>
internal static class JournalVerification
{
    /// <param name="folder">The journal.</param>
    /// <param name="time">The clock, for how long it takes.</param>
    /// <param name="progress">Is told the bytes that were verified, as they are; null for none.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static VerificationReport Run(JournalFolder folder, TimeProvider time, Action<long>? progress = null)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            // Checkpoints have events that were durable before them: they are looked at first.
            var manifest = CheckpointManifest.Read(folder);
            var view = FolderView.Of(folder);
            var state = new VerificationState(KnownLosses.Of(folder), progress);
            VerifySessions(folder, view, state);
            var last = state.Walk.Next - 1;
            var deliveries = SideFile.Verify(
                folder, folder.Deliveries, view.Deliveries, view.IsLive,
                line => SideFile.FaultOfDelivery(line, last, state.Losses), state);
            var quarantined = SideFile.Verify(
                folder, folder.Quarantine, view.Quarantine, view.IsLive, SideFile.FaultOfQuarantine, state);
            var checkpoints = new CheckpointVerification(folder, manifest, view.End, view.IsLive, state);
            checkpoints.Run();
            // A node that was started meanwhile has set right what a crash left, and what was seen is no more.
            if (state.Findings.Count > 0 && !view.IsLive && FolderLock.IsHeld(folder))
                continue;
            return new VerificationReport(
                folder.Root, view.IsLive ? "recording" : "no node", state.Sessions, state.Events, last, state.Unnumbered,
                state.Blocks, state.Bytes, state.Link?.ToString(), deliveries, quarantined,
                manifest.All.Count, checkpoints.Twins, time.GetElapsedTime(begun).TotalSeconds, state.Findings.Count, state.Findings.Listed, state.Losses.All);
        }
    }

    private static void VerifySessions(JournalFolder folder, FolderView view, VerificationState state)
    {
        using var pipeline = new RunPipeline();
        foreach (var (file, number) in view.Sessions)
        {
            using var session = OpenSession.Open(folder, file, view.IsLive);
            var isLast = view.IsLive && number == view.End.Session;
            new SessionVerification(session, isLast ? view.End.Offset : session.Length, isLast, state, pipeline).Run(number);
        }

        if (!view.IsLive && MissingCurrent(folder, view) is { } finding)
            state.Findings.Add(finding);
    }

    /// <summary>Behind closed sessions there is always one that is recorded into, if only an empty one.</summary>
    private static Finding? MissingCurrent(JournalFolder folder, FolderView view)
    {
        if (File.Exists(folder.Session) || (view.Sessions.Count == 0 && !File.Exists(folder.Index)))
            return null;
        using var index = IndexReader.TryOpen(folder.Index);
        if (index is null || !index.TryReadLast(out var last) || last.Kind != IndexRecordKind.Block)
            return new Finding(
                "current_session.jsonl", "it is missing: it was deleted, or a crash came before it was made",
                $"put it back, or start a node, or {Finding.Recover}");
        return new Finding("current_session.jsonl", "it is missing, its index is there", $"put it back, or {Finding.Recover}")
        {
            Bytes = last.End,
            Sequences = index.TryRead(1, out var first)
                ? $"{first.FirstSequence}-{last.FirstSequence + last.Lines - 1}"
                : null,
        };
    }
}

using Tapedeck.Checkpointing;
using Tapedeck.Client;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;
using Tapedeck.Journal.Verification;

namespace Tapedeck.Journal.Recovery;

/// <summary>
/// Sets the checkpoints of a folder right, whose journal is right: what is damaged, or has events that another has too, is set
/// aside, and what then is in none is made again from the journal.
/// </summary>
internal static class CheckpointRepair
{
    private const string Label = "recover";

    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void Run(
        IStorage storage, JournalFolder folder, JournalPosition end, KeptBytes kept, List<RepairFinding> findings)
    {
        if (!Directory.Exists(folder.Checkpoints))
            return;
        var found = CheckpointManifest.Read(folder);
        foreach (var (path, fault) in found.Foreign)
            SetAside(path, fault, isLoss: true);
        var losses = KnownLosses.Of(folder);
        var last = 0L;
        foreach (var checkpoint in found.All.ToList())
        {
            if (FaultOf(checkpoint, last) is not { } fault)
            {
                last = checkpoint.LastSequence;
                SetTwinRight(checkpoint);
                continue;
            }

            found.Remove(checkpoint);
            foreach (var path in new[]
            {
                CheckpointFile.PathOf(folder, checkpoint.CheckpointId), CheckpointFile.ParquetPathOf(folder, checkpoint.CheckpointId),
            })
                SetAside(path, fault, isLoss: true);
        }

        if (!found.IsWritten)
        {
            found.Write(storage);
            findings.Add(new RepairFinding(
                Path.GetRelativePath(folder.Root, folder.Manifest), "it is made again from the checkpoints", IsLoss: false));
        }

        var maker = CheckpointMaker.Open(storage, folder, TimeProvider.System, hasTwins: false); // the next start makes those
        foreach (var made in maker.MakeMissing(Label, end, CancellationToken.None))
            findings.Add(new RepairFinding(
                Path.GetRelativePath(folder.Root, CheckpointFile.PathOf(folder, made.CheckpointId)),
                $"events {made.FirstSequence} to {made.LastSequence} were in no checkpoint: it is made from the journal", IsLoss: false));

        void SetTwinRight(CheckpointFacts checkpoint)
        {
            var twin = CheckpointFile.ParquetPathOf(folder, checkpoint.CheckpointId);
            if (File.Exists(twin) && CheckpointCheck.FaultOfTwin(folder, checkpoint) is { } fault)
                SetAside(twin, fault, isLoss: false); // the next start makes it again
        }

        void SetAside(string path, string fault, bool isLoss)
        {
            if (kept.SetAside(path, fault) is { } note)
                findings.Add(RepairFinding.Of(note) with { IsLoss = isLoss });
        }

        string? FaultOf(CheckpointFacts checkpoint, long last) =>
            !found.HasFile(checkpoint) ? "it is missing, the manifest has it"
            : checkpoint.FirstSequence <= last ? "events are in another checkpoint too"
            : CheckpointCheck.FaultOf(folder, checkpoint) ?? (losses.Touch(checkpoint.FirstSequence, checkpoint.LastSequence)
                ? null
                : CheckpointCheck.DifferenceFromJournal(folder, checkpoint, end));
    }
}

using Tapedeck.Checkpointing;
using Tapedeck.Client;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Verification;

/// <summary>
/// Verifies the checkpoints: that every event up to the last of them is in exactly one, that each file has what it says and what
/// the journal has, that each Parquet twin gives the same lines back, and that the manifest has them all.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="manifest">As it was before the journal's end was looked at.</param>
/// <param name="end">How far the journal is durable.</param>
/// <param name="isLive">Whether a node may be making checkpoints.</param>
/// <param name="state">What was found in the journal; goes on behind it.</param>
internal sealed class CheckpointVerification(
    JournalFolder folder, CheckpointManifest manifest, JournalPosition end, bool isLive, VerificationState state)
{
    private readonly string _manifestName = Path.GetRelativePath(folder.Root, folder.Manifest);
    private readonly bool _isJournalRight = state.Findings.Count == 0;

    /// <summary>Parquet twins that were read.</summary>
    public long Twins { get; private set; }

    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Run()
    {
        VerifyManifest();
        var last = 0L;
        foreach (var checkpoint in manifest.All)
        {
            VerifyRange(checkpoint, last);
            last = Math.Max(last, checkpoint.LastSequence);
            Verify(checkpoint);
        }

        if (last >= state.Walk.Next && !state.Losses.Cover(state.Walk.Next, last))
            Add(_manifestName, $"there is a checkpoint with events up to {last}, the journal ends with {state.Walk.Next - 1}: its end is lost",
                (state.Walk.Next, last));
    }

    private void VerifyManifest()
    {
        foreach (var (line, fault) in manifest.Faults)
            state.Findings.Add(new Finding(_manifestName, fault, Finding.Recover) { Line = line });
        foreach (var (path, fault) in manifest.Foreign)
            Add(Path.GetRelativePath(folder.Root, path), fault);
        if (!manifest.IsWritten && !isLive && manifest.Faults.Count + manifest.Foreign.Count == 0)
            Add(_manifestName, "it does not have every checkpoint that is there: it was deleted, or a crash came before it was written");
    }

    private void VerifyRange(CheckpointFacts checkpoint, long last)
    {
        var (first, name) = (checkpoint.FirstSequence, NameOf(CheckpointFile.PathOf(folder, checkpoint.CheckpointId)));
        if (first <= last)
            Add(name, "events are in another checkpoint too", (first, Math.Min(last, checkpoint.LastSequence)));
        else if (first > last + 1 && !state.Losses.Cover(last + 1, first - 1))
            Add(name, "the events before it are in no checkpoint", (last + 1, first - 1));
    }

    private void Verify(CheckpointFacts checkpoint)
    {
        var path = CheckpointFile.PathOf(folder, checkpoint.CheckpointId);
        var range = (checkpoint.FirstSequence, checkpoint.LastSequence);
        if (!File.Exists(path))
        {
            if (!state.Losses.Cover(range.FirstSequence, range.LastSequence))
                Add(NameOf(path), "it is missing, the manifest has it", range);
            return;
        }

        if ((CheckpointCheck.FaultOf(folder, checkpoint) ?? DifferenceFromJournal(checkpoint)) is { } fault)
            Add(NameOf(path), fault, range);
        state.Read(FileLength.Of(path));

        var twin = CheckpointFile.ParquetPathOf(folder, checkpoint.CheckpointId);
        if (!File.Exists(twin))
            return;
        Twins++;
        if (CheckpointCheck.FaultOfTwin(folder, checkpoint) is { } twinFault)
            Add(NameOf(twin), twinFault, range);
        state.Read(FileLength.Of(twin));
    }

    /// <summary>Where the journal itself is damaged, or has lost some of these events, the checkpoint may be the one that is right.</summary>
    private string? DifferenceFromJournal(CheckpointFacts checkpoint) =>
        _isJournalRight && !state.Losses.Touch(checkpoint.FirstSequence, checkpoint.LastSequence)
            ? CheckpointCheck.DifferenceFromJournal(folder, checkpoint, end)
            : null;

    private string NameOf(string path) => Path.GetRelativePath(folder.Root, path);

    private void Add(string file, string what, (long First, long Last)? events = null) =>
        state.Findings.Add(new Finding(file, what, Finding.Recover)
        {
            Sequences = events is var (first, last) ? $"{first}-{last}" : null,
        });
}

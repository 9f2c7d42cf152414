using Tapedeck.Checkpointing;
using Tapedeck.Client;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;
using Tapedeck.Tests.Journal;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Checkpointing;

/// <summary>What specs about checkpoints ask of a journal and its checkpoints.</summary>
internal static class CheckpointedJournal
{
    public static CheckpointMaker Maker(this RecordedJournal journal, IStorage? storage = null, bool hasTwins = false) =>
        CheckpointMaker.Open(storage ?? DiskStorage.Instance, journal.Folder, new ManualTime(), hasTwins);

    public static IReadOnlyList<CheckpointFacts> Checkpoint(this RecordedJournal journal, string label = "auto") =>
        journal.Maker().Make(label, DurableEnd.Of(journal.Folder), DiskPace.Full, CancellationToken.None);
}

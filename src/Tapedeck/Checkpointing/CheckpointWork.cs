using Tapedeck.Client;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Checkpointing;

/// <summary>What came of one piece of work.</summary>
/// <param name="Maker">Goes on with what there is now.</param>
/// <param name="All">All checkpoints.</param>
/// <param name="Made">Those that it made.</param>
/// <param name="WithoutTwin">Those that have no Parquet twin.</param>
/// <param name="Unfit">One that can have none, and why.</param>
internal sealed record WorkDone(
    CheckpointMaker Maker, IReadOnlyList<CheckpointFacts> All, IReadOnlyList<CheckpointFacts> Made,
    IReadOnlyList<CheckpointFacts> WithoutTwin, (string CheckpointId, string Reason)? Unfit);

/// <summary>The work of checkpoints, piece by piece, on a thread that gives way to the capture.</summary>
/// <param name="settings">What they are made with.</param>
/// <param name="time">The clock.</param>
/// <param name="stop">Ends a piece on the way.</param>
internal sealed class CheckpointWork(CheckpointSettings settings, TimeProvider time, CancellationToken stop)
{
    /// <summary>How fast; changed when the capture has ended.</summary>
    public DiskPace Pace { get; set; } = DiskPace.BesideCapture;

    /// <summary>Looks what there is.</summary>
    public Task<WorkDone> OpenAsync() => BackgroundThread.Run(() => Done(
        CheckpointMaker.Open(settings.Storage, settings.Folder, time, hasTwins: settings.Parquet is not null), []));

    public Task<WorkDone> MakeAsync(CheckpointMaker maker, string label, JournalPosition end)
    {
        var pace = Pace;
        return BackgroundThread.Run(() => Done(maker, maker.Make(label, end, pace, stop)));
    }

    public Task<WorkDone> MakeTwinAsync(CheckpointMaker maker, CheckpointFacts of)
    {
        var pace = Pace;
        return BackgroundThread.Run(() =>
        {
            try
            {
                maker.MakeTwin(of, settings.Parquet!.Value, settings.NaiveOffset, pace, stop);
                return Done(maker, []);
            }
            catch (InvalidDataException fault)
            {
                return Done(maker, [], (of.CheckpointId, fault.Message)); // trying again would not help
            }
        });
    }

    private WorkDone Done(
        CheckpointMaker maker, IReadOnlyList<CheckpointFacts> made, (string CheckpointId, string Reason)? unfit = null) => new(
        maker, [.. maker.All], made, settings.Parquet is null ? [] : CheckpointTwin.Missing(settings.Folder, maker.All), unfit);
}

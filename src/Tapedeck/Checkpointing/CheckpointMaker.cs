using System.Globalization;
using Tapedeck.Client;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;
using Tapedeck.Parquet;

namespace Tapedeck.Checkpointing;

/// <summary>
/// Makes checkpoints of the events that none has yet: those behind the last one, and those between two of which the one that was
/// there is gone. The files themselves say what is done, so a crash at any point leaves no event in none and none in two.
/// Whoever has one holds the folder's lock.
/// </summary>
internal sealed class CheckpointMaker
{
    private readonly IStorage _storage;
    private readonly JournalFolder _folder;
    private readonly TimeProvider _time;
    private readonly CheckpointManifest _manifest;
    private readonly bool _hasTwins;
    private long _wholeUpTo;

    private CheckpointMaker(
        IStorage storage, JournalFolder folder, TimeProvider time, CheckpointManifest manifest, bool hasTwins) =>
        (_storage, _folder, _time, _manifest, _hasTwins) = (storage, folder, time, manifest, hasTwins);

    /// <summary>The checkpoints there are, in the order of their events.</summary>
    public IReadOnlyList<CheckpointFacts> All => _manifest.All;

    /// <summary>The one with the last events; null if there is none.</summary>
    public CheckpointFacts? Last => All.MaxBy(checkpoint => checkpoint.LastSequence);

    /// <summary>Looks what there is, drops what was not finished, and completes the manifest.</summary>
    /// <param name="storage">What holds the files.</param>
    /// <param name="folder">Where.</param>
    /// <param name="time">The clock.</param>
    /// <param name="hasTwins">Whether <see cref="MakeTwin"/> follows for each: only then its line is added to the manifest.</param>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public static CheckpointMaker Open(IStorage storage, JournalFolder folder, TimeProvider time, bool hasTwins)
    {
        if (Directory.Exists(folder.Checkpoints))
        {
            foreach (var partial in Directory.EnumerateFiles(folder.Checkpoints, "*" + CheckpointFile.PartialSuffix))
                File.Delete(partial);
        }

        var manifest = CheckpointManifest.Read(folder);
        if (!manifest.IsWritten)
            manifest.Write(storage);
        return new CheckpointMaker(storage, folder, time, manifest, hasTwins);
    }

    /// <summary>Makes a checkpoint of what none has yet; more than one where there is a hole before the last.</summary>
    /// <param name="label">Why.</param>
    /// <param name="end">How far the journal is durable.</param>
    /// <param name="pace">How fast.</param>
    /// <param name="stop">Ends it on the way; nothing is then made.</param>
    /// <returns>Those that were made, in the order of their events; empty if there was nothing new.</returns>
    /// <exception cref="IOException">One could not be made; those before it are.</exception>
    public IReadOnlyList<CheckpointFacts> Make(string label, JournalPosition end, DiskPace pace, CancellationToken stop) =>
        Make(label, Uncovered(), end, pace, stop);

    /// <summary>The same, but without those behind the last one.</summary>
    public IReadOnlyList<CheckpointFacts> MakeMissing(string label, JournalPosition end, CancellationToken stop) =>
        Make(label, Uncovered()[..^1], end, DiskPace.Full, stop);

    /// <summary>Makes the Parquet twin of a checkpoint.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is not what it says, or cannot be given as rows.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public void MakeTwin(
        CheckpointFacts checkpoint, ParquetCompression compression, TimeSpan naiveOffset, DiskPace pace, CancellationToken stop)
    {
        var sha256 = CheckpointTwin.Make(_storage, _folder, checkpoint, compression, naiveOffset, pace, stop);
        _manifest.Complete(_storage, checkpoint with { ParquetSha256 = sha256 });
    }

    private List<CheckpointFacts> Make(
        string label, List<(long Behind, long Before)> uncovered, JournalPosition end, DiskPace pace, CancellationToken stop)
    {
        var made = new List<CheckpointFacts>();
        foreach (var (behind, before) in uncovered)
        {
            if (Make(label, behind, before, end, pace, stop) is { } checkpoint)
                made.Add(checkpoint);
            else if (before < long.MaxValue)
                _wholeUpTo = before; // the journal has nothing there
        }

        return made;
    }

    /// <summary>What no checkpoint has: the sequences between one and the next, then all behind the last.</summary>
    private List<(long Behind, long Before)> Uncovered()
    {
        var open = new List<(long, long)>();
        var behind = 0L;
        foreach (var checkpoint in All)
        {
            if (checkpoint.FirstSequence > behind + 1 && checkpoint.FirstSequence > _wholeUpTo)
                open.Add((behind, checkpoint.FirstSequence));
            behind = Math.Max(behind, checkpoint.LastSequence);
        }

        open.Add((behind, long.MaxValue));
        return open;
    }

    private CheckpointFacts? Make(
        string label, long behind, long before, JournalPosition end, DiskPace pace, CancellationToken stop)
    {
        using var blocks = new BlockReader(_folder, behind, before, end);
        var now = _time.GetUtcNow();
        var id = NewId(label, now);
        var path = CheckpointFile.PathOf(_folder, id);
        var partial = path + CheckpointFile.PartialSuffix;
        try
        {
            _storage.CreateFolder(_folder.Checkpoints);
            var checkpoint = CheckpointWriter.Write(
                _storage, partial, blocks, id, label, now, new DiskReserve(_folder.Checkpoints), pace, stop);
            if (checkpoint is null)
                return null;
            stop.ThrowIfCancellationRequested();
            ReadOnlyFile.Place(_storage, partial, path);
            _manifest.Add(_storage, checkpoint, isWhole: !_hasTwins);
            return checkpoint;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>A name that no file has.</summary>
    private string NewId(string label, DateTimeOffset now)
    {
        var id = string.Create(
            CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd'T'HH-mm-ss'Z'}_{label}_{now.ToUnixTimeSeconds()}");
        var name = id;
        for (var i = 2; File.Exists(CheckpointFile.PathOf(_folder, name)); i++)
            name = $"{id}_{i}";
        return name;
    }
}

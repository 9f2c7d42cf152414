using System.Text;
using Tapedeck.Client;
using Tapedeck.Export;
using Tapedeck.Journal;
using Tapedeck.Journal.Storage;
using Tapedeck.Parquet;

namespace Tapedeck.Checkpointing;

/// <summary>
/// The Parquet twin of a checkpoint: the same events as rows, made from its JSON file, whose first line is kept in the footer
/// under <see cref="FactsKey"/>.
/// </summary>
internal static class CheckpointTwin
{
    /// <summary>The key of the checkpoint's facts, as JSON.</summary>
    public const string FactsKey = "tapedeck.checkpoint";

    /// <summary>The key of the offset that naive timestamps were understood in.</summary>
    public const string NaiveOffsetKey = "tapedeck.naive-timestamps";

    /// <summary>The checkpoints whose JSON file is there and whose twin is not, in the order of their events.</summary>
    public static IReadOnlyList<CheckpointFacts> Missing(JournalFolder folder, IEnumerable<CheckpointFacts> checkpoints)
    {
        if (!Directory.Exists(folder.Checkpoints))
            return [];
        var files = Directory.EnumerateFiles(folder.Checkpoints).Select(path => Path.GetFileName(path)).ToHashSet(StringComparer.Ordinal);
        return [.. checkpoints.Where(checkpoint =>
            files.Contains(checkpoint.CheckpointId + ".json") && !files.Contains(checkpoint.CheckpointId + ".parquet"))];
    }

    /// <summary>
    /// Makes a twin under a temporary name, reads it back, and gives it its own name once it is durable and gives the same lines.
    /// </summary>
    /// <returns>SHA-256 over it, lower-case hex.</returns>
    /// <exception cref="InvalidDataException">The JSON file is not what it says.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static string Make(
        IStorage storage, JournalFolder folder, CheckpointFacts checkpoint, ParquetCompression compression, TimeSpan naiveOffset,
        DiskPace pace, CancellationToken stop)
    {
        var path = CheckpointFile.ParquetPathOf(folder, checkpoint.CheckpointId);
        var partial = path + CheckpointFile.PartialSuffix;
        try
        {
            using (var file = AppendFile.Open(storage, partial))
            {
                file.CutTo(0);
                Write(file, folder, checkpoint, compression, naiveOffset, pace, stop);
                file.Flush();
            }

            if (CheckpointCheck.FaultOfRows(partial, checkpoint) is { } fault)
                throw new InvalidDataException($"{partial}: read back, {fault}");
            var sha256 = CheckpointCheck.Sha256Of(partial);
            stop.ThrowIfCancellationRequested();
            ReadOnlyFile.Place(storage, partial, path);
            return sha256;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private static void Write(
        AppendFile file, JournalFolder folder, CheckpointFacts checkpoint, ParquetCompression compression, TimeSpan naiveOffset,
        DiskPace pace, CancellationToken stop)
    {
        using var events = CheckpointReader.Open(CheckpointFile.PathOf(folder, checkpoint.CheckpointId));
        using var output = new StorageStream(file, new DiskReserve(folder.Checkpoints), pace);
        using var rows = new ParquetEvents(output, naiveOffset, compression, new Dictionary<string, string>
        {
            [FactsKey] = Encoding.UTF8.GetString(CheckpointFile.FactsJson(events.Facts)),
            [NaiveOffsetKey] = naiveOffset.ToString("c"),
        });
        while (events.TryReadLine(out var line))
        {
            stop.ThrowIfCancellationRequested();
            if (!System.Text.Unicode.Utf8.IsValid(line))
                throw new InvalidDataException($"{CheckpointFile.PathOf(folder, checkpoint.CheckpointId)}: a line before byte {events.Offset} is not UTF-8");
            rows.Add(line);
        }

        rows.Finish();
    }
}

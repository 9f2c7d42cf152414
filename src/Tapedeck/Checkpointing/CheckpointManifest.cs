using System.Text.Json;
using Tapedeck.Client;
using Tapedeck.Journal;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Checkpointing;

/// <summary>
/// The checkpoints of a folder, by <c>manifest.jsonl</c>, a line each with its facts, and by the files themselves: what the
/// manifest does not have, or has otherwise, is read from the file. So it can be lost, and a crash may come between a file and
/// its line.
/// </summary>
internal sealed class CheckpointManifest
{
    private readonly JournalFolder _folder;
    private readonly List<CheckpointFacts> _checkpoints;
    private readonly HashSet<string> _waiting = [];

    private CheckpointManifest(JournalFolder folder, List<CheckpointFacts> checkpoints) =>
        (_folder, _checkpoints) = (folder, checkpoints);

    /// <summary>In the order of their events; those whose file is missing too.</summary>
    public IReadOnlyList<CheckpointFacts> All => _checkpoints;

    /// <summary>Whether the file says all of this, but for what waits, and nothing else.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>What is wrong with the manifest's own lines, each with the number of the line, from 1.</summary>
    public IReadOnlyList<(long Line, string Fault)> Faults { get; private init; } = [];

    /// <summary>Files in the folder that are no checkpoints although they are named like one, and why not.</summary>
    public IReadOnlyList<(string Path, string Fault)> Foreign { get; private init; } = [];

    /// <summary>Sequence of the last event of any checkpoint; 0 if there is none.</summary>
    public long LastSequence => _checkpoints.Count == 0 ? 0 : _checkpoints.Max(checkpoint => checkpoint.LastSequence);

    /// <exception cref="IOException">The folder or the manifest cannot be read.</exception>
    public static CheckpointManifest Read(JournalFolder folder)
    {
        var faults = new List<(long, string)>();
        var foreign = new List<(string, string)>();
        var lines = ReadLines(folder.Manifest, faults);
        var found = new List<CheckpointFacts>();
        var isWritten = faults.Count == 0;
        foreach (var file in Files(folder))
        {
            var id = Path.GetFileNameWithoutExtension(file.Name);
            if (lines.Remove(id, out var line) && line.FileBytes == file.Length)
            {
                found.Add(line);
                continue;
            }

            isWritten = false;
            try
            {
                found.Add(CheckpointFile.ReadFacts(file.FullName) is var facts && facts.CheckpointId == id
                    ? facts
                    : throw new InvalidDataException($"{file.FullName}: it is checkpoint {facts.CheckpointId} under another name"));
            }
            catch (InvalidDataException fault)
            {
                foreign.Add((file.FullName, fault.Message));
            }
        }

        found.AddRange(lines.Values); // their files are gone
        found.Sort((a, b) => a.FirstSequence.CompareTo(b.FirstSequence));
        return new CheckpointManifest(folder, found) { IsWritten = isWritten, Faults = faults, Foreign = foreign };
    }

    /// <summary>Whether the checkpoint's JSON file is there.</summary>
    public bool HasFile(CheckpointFacts checkpoint) => File.Exists(CheckpointFile.PathOf(_folder, checkpoint.CheckpointId));

    /// <summary>Adds a checkpoint whose file is in its place.</summary>
    /// <param name="storage">What holds the files.</param>
    /// <param name="checkpoint">Its facts.</param>
    /// <param name="isWhole">False if its line is to wait until <see cref="Complete"/> says more of it.</param>
    /// <exception cref="IOException">The line cannot be written; the next start adds it.</exception>
    public void Add(IStorage storage, CheckpointFacts checkpoint, bool isWhole)
    {
        var at = _checkpoints.FindIndex(other => other.FirstSequence > checkpoint.FirstSequence);
        _checkpoints.Insert(at < 0 ? _checkpoints.Count : at, checkpoint);
        if (isWhole)
            Append(storage, checkpoint);
        else
            _waiting.Add(checkpoint.CheckpointId);
    }

    /// <summary>Says all that there is to say of a checkpoint.</summary>
    /// <exception cref="IOException">It cannot be written; the next start reads the file instead.</exception>
    public void Complete(IStorage storage, CheckpointFacts checkpoint)
    {
        _checkpoints[_checkpoints.FindIndex(other => other.CheckpointId == checkpoint.CheckpointId)] = checkpoint;
        if (!_waiting.Remove(checkpoint.CheckpointId))
            IsWritten = false; // the line that it has says less
        Append(storage, checkpoint);
    }

    /// <summary>Takes a checkpoint out, whose file is moved away.</summary>
    public void Remove(CheckpointFacts checkpoint)
    {
        _checkpoints.Remove(checkpoint);
        IsWritten = false;
    }

    /// <summary>Writes the manifest anew.</summary>
    /// <exception cref="IOException">It cannot be written; the old one stays.</exception>
    public void Write(IStorage storage)
    {
        IsWritten = false;
        storage.CreateFolder(_folder.Checkpoints);
        var made = _folder.Manifest + CheckpointFile.PartialSuffix;
        using (var file = AppendFile.Open(storage, made))
        {
            file.CutTo(0);
            foreach (var checkpoint in _checkpoints)
                file.Write(LineOf(checkpoint));
            file.Flush();
        }

        storage.Move(made, _folder.Manifest);
        _waiting.Clear();
        IsWritten = true;
    }

    private void Append(IStorage storage, CheckpointFacts checkpoint)
    {
        if (!IsWritten)
        {
            Write(storage);
            return;
        }

        IsWritten = false;
        using var file = AppendFile.Open(storage, _folder.Manifest);
        file.Write(LineOf(checkpoint));
        file.Flush();
        IsWritten = true;
    }

    private static IEnumerable<FileInfo> Files(JournalFolder folder) => Directory.Exists(folder.Checkpoints)
        ? new DirectoryInfo(folder.Checkpoints).EnumerateFiles("*.json")
        : [];

    private static Dictionary<string, CheckpointFacts> ReadLines(string path, List<(long Line, string Fault)> faults)
    {
        var checkpoints = new Dictionary<string, CheckpointFacts>(StringComparer.Ordinal);
        using var lines = new LineReader(path);
        var number = 1;
        for (; lines.TryReadLine(out var line); number++)
        {
            try
            {
                var facts = JsonSerializer.Deserialize(line, ClientJson.Default.CheckpointFacts);
                if (facts is not { CheckpointId: not null, Sha256: not null, FileBytes: not null })
                    faults.Add((number, "not the facts of a checkpoint"));
                else if (!checkpoints.TryAdd(facts.CheckpointId, facts))
                    faults.Add((number, $"checkpoint {facts.CheckpointId} is there twice"));
            }
            catch (JsonException fault)
            {
                faults.Add((number, fault.Message));
            }
        }

        if (lines.Offset != FileLength.Of(path))
            faults.Add((number, "half a line"));
        return checkpoints;
    }

    private static byte[] LineOf(CheckpointFacts checkpoint) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(checkpoint, ClientJson.Default.CheckpointFacts), (byte)'\n'];
}

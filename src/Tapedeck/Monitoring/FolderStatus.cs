using System.Text.Json.Serialization;
using Tapedeck.Checkpointing;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Monitoring;

/// <summary>What a folder holds, read from its files.</summary>
/// <param name="Logs">The folder.</param>
/// <param name="State"><c>recording</c> while a node records into it, else <c>no node</c>.</param>
/// <param name="Session">Path of the current session's file.</param>
/// <param name="Sessions">Sessions there are, that one among them.</param>
/// <param name="Bytes">Length of all of them.</param>
/// <param name="Events">Whole lines in them.</param>
/// <param name="TornBytes">Bytes behind its last whole line: what the next start moves to recovery.</param>
/// <param name="Quarantined">Whole lines in the quarantine.</param>
/// <param name="Checkpoints">Checkpoints there are.</param>
/// <param name="LastCheckpointed">Sequence of the last event that is in one; 0 if none is.</param>
internal sealed record FolderStatus(
    string Logs, string State, string Session, int Sessions, long Bytes, long Events, long TornBytes, long Quarantined,
    int Checkpoints, long LastCheckpointed)
{
    private const int ChunkBytes = 1024 * 1024;

    /// <exception cref="IOException">A file cannot be read.</exception>
    public static FolderStatus Of(JournalFolder folder)
    {
        var sessions = SessionFile.All(folder).Select(session => Count(session.Path)).ToList();
        var current = Count(folder.Session);
        var checkpoints = CheckpointManifest.Read(folder);
        return new FolderStatus(
            folder.Root, FolderLock.IsHeld(folder) ? "recording" : "no node", folder.Session, sessions.Count,
            sessions.Sum(session => session.Bytes), sessions.Sum(session => session.Lines),
            current.Bytes - current.WholeBytes, Count(folder.Quarantine).Lines,
            checkpoints.All.Count, checkpoints.LastSequence);
    }

    private static (long Bytes, long WholeBytes, long Lines) Count(string path)
    {
        if (!File.Exists(path))
            return default;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
        var buffer = new byte[ChunkBytes];
        long bytes = 0, wholeBytes = 0, lines = 0;
        while (file.Read(buffer) is > 0 and var read)
        {
            var chunk = buffer.AsSpan(0, read);
            lines += chunk.Count((byte)'\n');
            if (chunk.LastIndexOf((byte)'\n') is >= 0 and var newline)
                wholeBytes = bytes + newline + 1;
            bytes += read;
        }

        return (bytes, wholeBytes, lines);
    }
}

/// <summary>The JSON form of a folder's status.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FolderStatus))]
internal sealed partial class FolderStatusJson : JsonSerializerContext;

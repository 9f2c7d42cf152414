using System.Security.Cryptography;
using System.Text.Json;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Recovery;

/// <summary>
/// Keeps bytes in <c>recovery/</c> before they are cut off a file: byte for byte, with a note beside them, both durable.
/// </summary>
internal sealed class KeptBytes(IStorage storage, JournalFolder folder, DateTimeOffset now)
{
    private const int ChunkBytes = 64 * 1024;

    private static readonly string NoBytes = Convert.ToHexStringLower(SHA256.HashData([]));

    /// <summary>Keeps everything from an offset on, then cuts it off.</summary>
    /// <exception cref="IOException">It cannot be kept; then nothing is cut.</exception>
    public RecoveryNote Cut(AppendFile file, long from, string reason, string? lost = null)
    {
        var note = Keep(file, from, file.WrittenLength, reason, lost);
        file.CutTo(from);
        return note;
    }

    /// <summary>Keeps a part of a file, which stays as it is.</summary>
    /// <exception cref="IOException">It cannot be kept.</exception>
    public RecoveryNote Keep(AppendFile file, long from, long to, string reason, string? lost = null)
    {
        var name = NewName(file.Path, from);
        string hash;
        using (var copy = AppendFile.Open(storage, name + ".torn"))
        {
            copy.CutTo(0); // what an attempt left that was cut short
            hash = Copy(file, from, to, copy);
            copy.Flush();
        }

        return Write(name, new RecoveryNote(
            Path.GetRelativePath(folder.Root, file.Path), from, to - from, hash, now, name + ".torn", reason, lost));
    }

    /// <summary>Notes that events are lost of which there are no bytes to keep.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public RecoveryNote NoteLoss(string path, string lost, string reason)
    {
        var name = NewName(path, 0);
        return Write(name, new RecoveryNote(
            Path.GetRelativePath(folder.Root, path), 0, 0, NoBytes, now, name + ".json", reason, lost));
    }

    /// <summary>Moves a file to <c>recovery/</c>; null if it is not there.</summary>
    /// <exception cref="IOException">It cannot be moved.</exception>
    public RecoveryNote? SetAside(string path, string reason)
    {
        if (!File.Exists(path))
            return null;
        var name = NewName(path, 0);
        RecoveryNote note;
        using (var file = File.OpenRead(path))
        {
            note = Write(name, new RecoveryNote(
                Path.GetRelativePath(folder.Root, path), 0, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)), now,
                name + ".torn", reason));
        }

        storage.Move(path, name + ".torn");
        return note;
    }

    /// <summary>A name that nothing has which is kept already.</summary>
    private string NewName(string path, long from)
    {
        storage.CreateFolder(folder.Recovery);
        var stem = Path.Combine(folder.Recovery, $"{now:yyyy-MM-dd'T'HH-mm-ss.ffffff'Z'}_{Path.GetFileName(path)}_at_{from}");
        var name = stem;
        for (var i = 2; File.Exists(name + ".json"); i++)
            name = $"{stem}_{i}";
        return name;
    }

    private RecoveryNote Write(string name, RecoveryNote note)
    {
        using var json = AppendFile.Open(storage, name + ".json");
        json.CutTo(0);
        json.Write(JsonSerializer.SerializeToUtf8Bytes(note, RecoveryNoteJson.Default.RecoveryNote));
        json.Flush();
        return note;
    }

    private static string Copy(AppendFile from, long offset, long end, AppendFile to)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ChunkBytes];
        while (offset < end)
        {
            var chunk = buffer.AsSpan(0, (int)Math.Min(ChunkBytes, end - offset));
            from.ReadExactly(chunk, offset);
            hash.AppendData(chunk);
            to.Write(chunk);
            offset += chunk.Length;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

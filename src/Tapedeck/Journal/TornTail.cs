using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tapedeck.Journal;

/// <summary>
/// The bytes behind the last newline of a file: half a line, left by a crash in the middle of a write. They are moved to
/// <c>recovery/</c> byte for byte, with a note beside them, and cut off the file.
/// </summary>
internal static class TornTail
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>Length of the file up to and with its last newline; 0 if it has none.</summary>
    public static long WholeLength(AppendFile file)
    {
        var buffer = new byte[ChunkBytes];
        for (var end = file.WrittenLength; end > 0;)
        {
            var start = Math.Max(0, end - ChunkBytes);
            var chunk = buffer.AsSpan(0, (int)(end - start));
            ReadExactly(file, chunk, start);
            var newline = chunk.LastIndexOf((byte)'\n');
            if (newline >= 0)
                return start + newline + 1;
            end = start;
        }

        return 0;
    }

    /// <summary>Moves the torn tail, if there is one, to <paramref name="recoveryFolder"/> and cuts it off.</summary>
    /// <returns>What was moved, or null if the file ends with a whole line.</returns>
    public static TornTailNote? MoveAside(AppendFile file, string recoveryFolder, DateTimeOffset now)
    {
        var wholeLength = WholeLength(file);
        if (wholeLength == file.WrittenLength)
            return null;

        Directory.CreateDirectory(recoveryFolder);
        var name = $"{now:yyyy-MM-dd'T'HH-mm-ss.ffffff'Z'}_{Path.GetFileName(file.Path)}_at_{wholeLength}";
        var kept = Path.Combine(recoveryFolder, name + ".torn");
        string hash;
        using (var copy = AppendFile.Open(kept))
        {
            hash = CopyTail(file, wholeLength, copy);
            copy.Flush();
        }

        var note = new TornTailNote(
            Path.GetFileName(file.Path), wholeLength, file.WrittenLength - wholeLength, hash, now, kept,
            "the file did not end with a newline: a write was cut short");
        using (var json = AppendFile.Open(Path.Combine(recoveryFolder, name + ".json")))
        {
            json.Write(JsonSerializer.SerializeToUtf8Bytes(note, TornTailJson.Default.TornTailNote));
            json.Flush();
        }

        file.CutTo(wholeLength);
        return note;
    }

    private static string CopyTail(AppendFile from, long offset, AppendFile to)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ChunkBytes];
        while (offset < from.WrittenLength)
        {
            var chunk = buffer.AsSpan(0, (int)Math.Min(ChunkBytes, from.WrittenLength - offset));
            ReadExactly(from, chunk, offset);
            hash.AppendData(chunk);
            to.Write(chunk);
            offset += chunk.Length;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void ReadExactly(AppendFile file, Span<byte> buffer, long offset)
    {
        while (buffer.Length > 0)
        {
            var read = file.Read(buffer, offset);
            if (read == 0)
                throw new EndOfStreamException($"{file.Path} became shorter while it was read");
            buffer = buffer[read..];
            offset += read;
        }
    }
}

/// <summary>The note beside the kept bytes of a torn tail.</summary>
/// <param name="File">The file it was cut from.</param>
/// <param name="Offset">Where it stood in that file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Over the kept bytes, lower-case hex.</param>
/// <param name="RecoveredAt">When, UTC.</param>
/// <param name="KeptIn">The file that holds the bytes now.</param>
/// <param name="Reason">Why they were cut.</param>
internal sealed record TornTailNote(
    string File, long Offset, long Bytes, string Sha256, DateTimeOffset RecoveredAt, string KeptIn, string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(TornTailNote))]
internal sealed partial class TornTailJson : JsonSerializerContext;

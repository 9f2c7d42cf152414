using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Recovery;

/// <summary>Writes a file again without parts of it, under another name until it is durable.</summary>
internal static class SiftedFile
{
    private const int ChunkBytes = 256 * 1024;

    /// <summary>What the name of a file that is being written ends with.</summary>
    public const string Suffix = ".new";

    /// <summary>Makes the file without the parts, durable, beside the one that is there.</summary>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static void Make(IStorage storage, AppendFile file, IReadOnlyList<BadRange> without)
    {
        using var sifted = AppendFile.Open(storage, file.Path + Suffix);
        sifted.CutTo(0); // what an attempt left that was cut short
        var from = 0L;
        foreach (var range in without)
        {
            Copy(file, from, range.From, sifted);
            from = range.To;
        }

        Copy(file, from, file.WrittenLength, sifted);
        sifted.Flush();
    }

    /// <summary>Puts it in the place of the one that is there.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public static void Put(IStorage storage, string path) => storage.Move(path + Suffix, path);

    private static void Copy(AppendFile from, long offset, long end, AppendFile to)
    {
        var buffer = new byte[(int)Math.Clamp(end - offset, 0, ChunkBytes)];
        while (offset < end)
        {
            var chunk = buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - offset));
            from.ReadExactly(chunk, offset);
            to.Write(chunk);
            offset += chunk.Length;
        }
    }
}

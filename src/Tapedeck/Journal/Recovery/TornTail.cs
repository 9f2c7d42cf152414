using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Recovery;

/// <summary>The bytes behind the last newline of a file: half a line, left by a crash in the middle of a write.</summary>
internal static class TornTail
{
    private const string Reason = "the file did not end with a newline: a write was cut short";

    private const int ChunkBytes = 64 * 1024;

    /// <summary>Keeps the torn tail and cuts it off.</summary>
    /// <returns>Null if the file ends with a whole line.</returns>
    /// <exception cref="IOException">It cannot be read, or the tail cannot be kept.</exception>
    public static RecoveryNote? MoveAside(AppendFile file, KeptBytes kept) =>
        WholeLength(file) is var whole && whole < file.WrittenLength ? kept.Cut(file, whole, Reason) : null;

    /// <summary>Length of the file up to and with its last newline; 0 if it has none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static long WholeLength(AppendFile file)
    {
        var buffer = new byte[ChunkBytes];
        for (var end = file.WrittenLength; end > 0;)
        {
            var start = Math.Max(0, end - ChunkBytes);
            var chunk = buffer.AsSpan(0, (int)(end - start));
            file.ReadExactly(chunk, start);
            var newline = chunk.LastIndexOf((byte)'\n');
            if (newline >= 0)
                return start + newline + 1;
            end = start;
        }

        return 0;
    }
}

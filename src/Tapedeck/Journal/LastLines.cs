namespace Tapedeck.Journal;

/// <summary>Finds where the last lines of a file begin, reading from its end.</summary>
internal static class LastLines
{
    private const int ChunkBytes = 256 * 1024;

    /// <returns>Offset of the first of the last <paramref name="count"/> whole lines; 0 if there are not more.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static long OffsetOf(string path, long count)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[ChunkBytes];
        var newlines = 0L;
        for (var end = RandomAccess.GetLength(file); end > 0;)
        {
            var start = Math.Max(0, end - ChunkBytes);
            var chunk = buffer.AsSpan(0, RandomAccess.Read(file, buffer.AsSpan(0, (int)(end - start)), start));
            while (chunk.LastIndexOf((byte)'\n') is >= 0 and var newline)
            {
                // The newline before the first wanted line is one more than the lines themselves have.
                if (newlines++ == count)
                    return start + newline + 1;
                chunk = chunk[..newline];
            }

            end = start;
        }

        return 0;
    }
}

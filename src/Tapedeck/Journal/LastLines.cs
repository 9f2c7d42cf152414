using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal;

/// <summary>Finds where the last lines of a file, or of a journal, begin, reading from the end.</summary>
internal static class LastLines
{
    private const int ChunkBytes = 256 * 1024;

    /// <returns>Offset of the first of the last <paramref name="count"/> whole lines; 0 if there are not more.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static long OffsetOf(string path, long count) => OffsetOf(path, count, long.MaxValue, out _);

    /// <summary>The same over all sessions of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="count">Lines.</param>
    /// <param name="end">Behind the last of them.</param>
    /// <exception cref="IOException">A session cannot be read.</exception>
    public static JournalPosition PositionOf(JournalFolder folder, long count, JournalPosition end)
    {
        var position = end;
        foreach (var session in SessionFile.All(folder).Reverse().Where(session => session.Number <= end.Session))
        {
            var offset = OffsetOf(
                session.Path, count, session.Number == end.Session ? end.Offset : long.MaxValue, out var found);
            position = new JournalPosition(session.Number, offset);
            count -= found;
            if (count <= 0)
                break;
        }

        return position;
    }

    /// <summary>The same of the lines before <paramref name="end"/>, of which there are <paramref name="found"/>.</summary>
    public static long OffsetOf(string path, long count, long end, out long found)
    {
        found = 0;
        if (!File.Exists(path))
            return 0;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[ChunkBytes];
        var newlines = 0L;
        for (end = Math.Min(end, RandomAccess.GetLength(file)); end > 0;)
        {
            var start = Math.Max(0, end - ChunkBytes);
            var chunk = buffer.AsSpan(0, RandomAccess.Read(file, buffer.AsSpan(0, (int)(end - start)), start));
            while (chunk.LastIndexOf((byte)'\n') is >= 0 and var newline)
            {
                // The newline before the first wanted line is one more than the lines themselves have.
                found = newlines;
                if (newlines++ == count)
                    return start + newline + 1;
                chunk = chunk[..newline];
            }

            end = start;
        }

        found = newlines;
        return 0;
    }
}

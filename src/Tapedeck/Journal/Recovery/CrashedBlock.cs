using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Recovery;

/// <summary>
/// What a power loss left of the last block of a file, which was never durable: lines with holes, zero bytes, then perhaps
/// whole lines again. All of it is behind the last byte that is known to be durable.
/// </summary>
internal static class CrashedBlock
{
    /// <summary>
    /// Bytes from the end within which it is. A bad line that stands farther from there is damage: it stays where it is, for
    /// <c>verify</c> to find.
    /// </summary>
    public const long MostBytes = 32 * 1024 * 1024;

    /// <summary>Where it begins, and what is wrong with its first bad line; null if there is none.</summary>
    /// <param name="path">A file that ends with a whole line, or whose torn tail does not count.</param>
    /// <param name="durable">Its bytes that are known to be durable.</param>
    /// <param name="isKnown">
    /// Whether that is known. If not, only bad lines at the very end are of it: a good line behind one may have been durable.
    /// </param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (long Offset, string Fault)? In(string path, long durable, bool isKnown)
    {
        var length = FileLength.Of(path);
        var found = isKnown ? FirstBadLine(path, durable) : LastBadLines(path);
        return found is var (offset, _) && length - offset <= MostBytes ? found : null;
    }

    private static (long Offset, string Fault)? FirstBadLine(string path, long from)
    {
        using var lines = new LineReader(path, from);
        while (lines.TryReadLine(out var line))
        {
            if (EventLine.FaultOf(line, out _) is { } fault)
                return (lines.Offset - line.Length - 1, fault);
        }

        return null;
    }

    private static (long Offset, string Fault)? LastBadLines(string path)
    {
        (long Offset, string Fault)? bad = null;
        for (var end = LastLines.OffsetOf(path, 0); end > 0;)
        {
            var start = LastLines.OffsetOf(path, 1, end, out _);
            using var lines = new LineReader(path, start);
            if (!lines.TryReadLine(out var line) || EventLine.FaultOf(line, out _) is not { } fault)
                break;
            bad = (start, fault);
            end = start;
        }

        return bad;
    }
}

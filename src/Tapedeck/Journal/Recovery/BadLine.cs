namespace Tapedeck.Journal.Recovery;

/// <summary>Finds lines that are no event.</summary>
internal static class BadLine
{
    /// <summary>Offset of the first bad line of a session from an offset on, and what is wrong with it; null if there is none.</summary>
    /// <exception cref="IOException">The session cannot be read.</exception>
    public static (long Offset, string Fault)? First(string session, long from)
    {
        using var lines = new LineReader(session, from);
        while (lines.TryReadLine(out var line))
        {
            if (EventLine.FaultOf(line, out _) is { } fault)
                return (lines.Offset - line.Length - 1, fault);
        }

        return null;
    }
}

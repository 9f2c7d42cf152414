using System.Text.Json;

namespace Tapedeck.Journal;

/// <summary>Finds the sequence of a session's last event, so that numbering goes on behind it.</summary>
internal static class LastSequence
{
    /// <summary>
    /// The last line's <c>Metadata.sequence</c>; where it has none (a session that another program wrote), as many behind
    /// <paramref name="before"/> as the file has lines.
    /// </summary>
    /// <param name="path">A file that ends with a newline, or is empty.</param>
    /// <param name="before">Sequence of the last event before the session.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static long Of(string path, long before = 0)
    {
        using (var last = new LineReader(path, LastLines.OffsetOf(path, 1)))
        {
            if (!last.TryReadLine(out var line))
                return before;
            if (SequenceIn(line) is { } sequence)
                return sequence;
        }

        using var lines = new LineReader(path);
        while (lines.TryReadLine(out _))
            before++;
        return before;
    }

    /// <summary><c>Metadata.sequence</c> of one event line, or null if it has none or is no JSON object.</summary>
    public static long? SequenceIn(ReadOnlySpan<byte> line)
    {
        try
        {
            var members = LineMembers.OfMetadata(line);
            return EventLine.SequenceOf(ref members);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

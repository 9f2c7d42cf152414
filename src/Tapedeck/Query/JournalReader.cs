using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Tapedeck.Journal;

namespace Tapedeck.Query;

/// <summary>Reads a session's events onward from a byte offset, in bounded memory, passing over bad lines.</summary>
internal sealed class JournalReader(string path, long offset = 0) : IDisposable
{
    private readonly LineReader _lines = new(path, offset);

    /// <summary>Offset behind the last line that was read.</summary>
    public long Offset => _lines.Offset;

    /// <inheritdoc cref="LineReader.TryReadLine"/>
    public bool TryReadLine(out ReadOnlySpan<byte> line) => _lines.TryReadLine(out line);

    /// <summary>Lines that were passed over because they are no event.</summary>
    public long BadLines { get; private set; }

    /// <summary>Names the first bad line and says what is wrong with it; null if there was none.</summary>
    public string? FirstBadLine { get; private set; }

    /// <summary>The next event that matches, and its line. False at the present end.</summary>
    public bool TryReadEvent(
        EventMatcher matcher, [NotNullWhen(true)] out RecordedEvent? recorded, out ReadOnlySpan<byte> line)
    {
        while (TryReadLine(out line))
        {
            recorded = Parse(line);
            if (recorded is not null && matcher.Matches(recorded))
                return true;
        }

        recorded = null;
        return false;
    }

    public void Dispose() => _lines.Dispose();

    /// <summary>Reads a line that was just read; null, and counted, if it is no event.</summary>
    public RecordedEvent? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return RecordedEvent.Parse(line);
        }
        catch (JsonException fault)
        {
            BadLines++;
            FirstBadLine ??= $"{path}, line at byte {Offset - line.Length - 1}: {fault.Message}";
            return null;
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Query;

/// <summary>
/// Reads a journal's events onward from a position, across its sessions as one, in bounded memory, passing over bad lines. It
/// stops where the journal ends for its reader, and goes on from there when that has moved.
/// </summary>
/// <param name="folder">The journal.</param>
/// <param name="end">How far it may be read at the moment it is asked.</param>
/// <param name="from">Where to begin.</param>
internal sealed class JournalReader(JournalFolder folder, Func<JournalPosition> end, JournalPosition from = default) : IDisposable
{
    private LineReader? _lines;
    private JournalPosition _opened = from;

    /// <summary>Reads what is durable, from the files of a folder.</summary>
    public static JournalReader OfFolder(JournalFolder folder, JournalPosition from = default) =>
        new(folder, () => DurableEnd.Of(folder), from);

    /// <summary>Behind the last line that was read.</summary>
    public JournalPosition Position => _lines is null ? _opened : _opened with { Offset = _lines.Offset };

    /// <summary>Lines that were passed over because they are no event.</summary>
    public long BadLines { get; private set; }

    /// <summary>Names the first bad line and says what is wrong with it; null if there was none.</summary>
    public string? FirstBadLine { get; private set; }

    /// <summary>The next whole line without its newline, valid until the next call. False at the present end.</summary>
    /// <exception cref="IOException">A session cannot be read.</exception>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        while (_lines is null || !_lines.TryReadLine(out line))
        {
            if (!TryGoOn(end()))
            {
                line = default;
                return false;
            }
        }

        return true;
    }

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

    public void Dispose() => _lines?.Dispose();

    /// <summary>Whether a line that was just read is an event; counted if it is none.</summary>
    public bool IsEvent(ReadOnlySpan<byte> line)
    {
        if (EventLine.FaultOf(line, out _) is not { } fault)
            return true;
        Count(line, fault);
        return false;
    }

    /// <summary>Reads a line that was just read; null, and counted, if it is no event.</summary>
    public RecordedEvent? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return RecordedEvent.Parse(line);
        }
        catch (JsonException fault)
        {
            Count(line, fault.Message);
            return null;
        }
    }

    private void Count(ReadOnlySpan<byte> line, string fault)
    {
        BadLines++;
        FirstBadLine ??= $"{_lines!.Path}, line at byte {_lines.Offset - line.Length - 1}: {fault}";
    }

    /// <summary>Moves the limit, or to the next session. False if there is nothing more at present.</summary>
    private bool TryGoOn(JournalPosition durable)
    {
        if (_lines is null)
            return TryOpen(_opened, durable);
        var limit = _opened.Session < durable.Session ? long.MaxValue : durable.Offset;
        if (limit > _lines.Limit)
        {
            _lines.Limit = limit;
            return true;
        }

        return _opened.Session < durable.Session && TryOpen(new JournalPosition(_opened.Session + 1, 0), durable);
    }

    private bool TryOpen(JournalPosition at, JournalPosition durable)
    {
        if (durable.Session < at.Session || SessionFile.TryOpen(folder, at.Session, out var number) is not { } file)
            return false;
        if (number > durable.Session)
        {
            file.Dispose();
            return false;
        }

        _lines?.Dispose();
        _opened = number == at.Session ? at : new JournalPosition(number, 0);
        _lines = new LineReader(file, _opened.Offset)
        {
            Limit = number < durable.Session ? long.MaxValue : durable.Offset,
        };
        return true;
    }
}

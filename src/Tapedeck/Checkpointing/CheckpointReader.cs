using Tapedeck.Client;
using Tapedeck.Journal;

namespace Tapedeck.Checkpointing;

/// <summary>Reads the events of a checkpoint's JSON file, a line each, in bounded memory.</summary>
internal sealed class CheckpointReader : IDisposable
{
    private readonly LineReader _lines;
    private long _events;

    private CheckpointReader(CheckpointFacts facts, LineReader lines) => (Facts, _lines) = (facts, lines);

    /// <summary>What the first line says; whether the rest is so is for others to find out.</summary>
    public CheckpointFacts Facts { get; }

    /// <summary>Offset behind the last line that was read.</summary>
    public long Offset => _lines.Offset;

    /// <exception cref="InvalidDataException">It does not begin as a checkpoint; the message names the file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CheckpointReader Open(string path)
    {
        var facts = CheckpointFile.ReadFacts(path);
        var lines = new LineReader(path, CheckpointFile.HeaderBytes);
        if (lines.TryReadLine(out var line) && line.SequenceEqual(CheckpointFile.Begin[..^1]))
            return new CheckpointReader(facts, lines);
        lines.Dispose();
        throw new InvalidDataException($"{path}: its events do not begin at byte {CheckpointFile.HeaderBytes}");
    }

    /// <summary>The next event's line as it stood in the journal, without a newline, valid until the next call.</summary>
    /// <exception cref="InvalidDataException">The file has fewer or more events than it says, or ends otherwise.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        if (!_lines.TryReadLine(out line))
            throw Fault("it ends within its events");
        var isLast = ++_events == Facts.MessageCount;
        if (_events > Facts.MessageCount)
        {
            return line.SequenceEqual("]}"u8) && !_lines.TryReadLine(out _)
                ? false
                : throw Fault($"it has more than the {Facts.MessageCount} events that it says");
        }

        if (isLast)
            return true;
        if (line is not [.., (byte)','])
            throw Fault($"event {_events} of {Facts.MessageCount} does not end with a comma");
        line = line[..^1];
        return true;
    }

    public void Dispose() => _lines.Dispose();

    private InvalidDataException Fault(string what) => new($"{_lines.Path}, byte {_lines.Offset}: {what}");
}

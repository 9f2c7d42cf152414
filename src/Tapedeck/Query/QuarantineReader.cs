using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Tapedeck.Journal;

namespace Tapedeck.Query;

/// <summary>Reads the records of a <c>quarantine.jsonl</c> from its first line on, one at a time, passing over bad lines.</summary>
internal sealed class QuarantineReader(string path) : IDisposable
{
    private readonly LineReader _lines = new(path);
    private long _line;

    /// <summary>Lines that were passed over because they are no record.</summary>
    public long BadLines { get; private set; }

    /// <summary>Names the first bad line and says what is wrong with it; null if there was none.</summary>
    public string? FirstBadLine { get; private set; }

    /// <summary>The next record. False at the present end; a file that is not there has none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public bool TryRead([NotNullWhen(true)] out QuarantineRecord? record)
    {
        while (_lines.TryReadLine(out var line))
        {
            _line++;
            try
            {
                record = QuarantineRecord.Parse(_line, line);
                return true;
            }
            catch (JsonException fault)
            {
                BadLines++;
                FirstBadLine ??= $"{path}, line {_line}: {fault.Message}";
            }
        }

        record = null;
        return false;
    }

    public void Dispose() => _lines.Dispose();
}

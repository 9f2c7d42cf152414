using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Query;

/// <summary>
/// Reads what became of the messages of a journal, oldest first. The sessions are read up to where they ended before the
/// deliveries were, so that beside a recording node no message misses a delivery that was recorded with it.
/// </summary>
internal sealed class DeliveryReader : IDisposable
{
    private readonly JournalReader _session;
    private readonly DeliveryTally _tally;
    private readonly JournalPosition _end;
    private long _badDeliveries;
    private string? _firstBadDelivery;

    /// <param name="folder">The journal.</param>
    /// <param name="naiveOffset">How a timestamp without offset is understood.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public DeliveryReader(JournalFolder folder, TimeSpan naiveOffset)
    {
        _end = DurableEnd.Of(folder);
        _tally = new DeliveryTally(naiveOffset);
        ReadDeliveries(folder.Deliveries);
        _session = new JournalReader(folder, () => _end);
    }

    /// <summary>Lines of both files that were passed over because they are no event, or no delivery.</summary>
    public long BadLines => _badDeliveries + _session.BadLines;

    /// <summary>Names the first bad line and says what is wrong with it; null if there was none.</summary>
    public string? FirstBadLine => _firstBadDelivery ?? _session.FirstBadLine;

    /// <summary>What became of the next event that matches and names a receiver. False at the end.</summary>
    public bool TryRead(EventMatcher matcher, [NotNullWhen(true)] out MessageDelivery? message)
    {
        while (_session.TryReadEvent(matcher, out var recorded, out _))
        {
            message = _tally.Of(recorded);
            if (message is not null)
                return true;
        }

        message = null;
        return false;
    }

    public void Dispose() => _session.Dispose();

    private void ReadDeliveries(string path)
    {
        using var lines = new LineReader(path);
        while (lines.TryReadLine(out var line))
        {
            try
            {
                _tally.Add(DeliveryLine.Parse(line));
            }
            catch (JsonException fault)
            {
                _badDeliveries++;
                _firstBadDelivery ??= $"{path}, line at byte {lines.Offset - line.Length - 1}: {fault.Message}";
            }
        }
    }
}

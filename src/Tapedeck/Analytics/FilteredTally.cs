using Tapedeck.Client;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;

namespace Tapedeck.Analytics;

/// <summary>Tallies the events of blocks that pass a filter.</summary>
/// <param name="filter">Which events.</param>
/// <param name="naiveOffset">How a timestamp without offset is understood.</param>
internal sealed class FilteredTally(EventFilter filter, TimeSpan naiveOffset)
{
    private readonly EventMatcher _matcher = new(filter, naiveOffset);
    private readonly TalliedLine _read = new(naiveOffset);

    public ConversationTally Total { get; } = new();

    /// <summary>Lines that are no event and were passed over.</summary>
    public long Unreadable { get; private set; }

    /// <summary>
    /// When the events of a block must be for any to pass; null: whenever. Blocks understand a timestamp without offset as UTC, so
    /// this is wider by what it is understood as here.
    /// </summary>
    public EventTimes? Within => filter.From is null && filter.To is null
        ? null
        : new EventTimes(
            filter.From is { } from ? IndexRecord.Microseconds(from) - Wider : long.MinValue,
            filter.To is { } to ? IndexRecord.Microseconds(to) + Wider : long.MaxValue);

    private long Wider => (long)naiveOffset.Duration().TotalMicroseconds;

    /// <summary>Adds lines, each with its newline.</summary>
    public void Add(ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            var line = lines[..lines.IndexOf((byte)'\n')];
            lines = lines[(line.Length + 1)..];
            if (!_read.TryRead(line) || _matcher.Matches(line) is not { } isWanted)
                Unreadable++;
            else if (isWanted)
                Total.Add(_read, line);
        }
    }
}

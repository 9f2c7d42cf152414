using System.Runtime.CompilerServices;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;

namespace Tapedeck.Analytics;

/// <summary>
/// Tallies a journal from its files, in bounded memory: every processor reads and tallies parts of them, and what they come to is put
/// together in the order of the journal.
/// </summary>
/// <param name="matcher">Which events; null for all.</param>
/// <param name="naiveOffset">How a timestamp without offset is understood.</param>
/// <param name="progress">Is told the bytes that were read.</param>
/// <param name="stop">Ends it.</param>
internal sealed class JournalTally(EventMatcher? matcher, TimeSpan naiveOffset, Action<long> progress, CancellationToken stop)
{
    private static readonly int MostInFlight = 2 * Environment.ProcessorCount;

    private readonly Queue<(LineRange Range, Task<Part> Tally)> _inFlight = [];

    /// <summary>Bytes that are tallied at a time. What the total comes to does not depend on it.</summary>
    public long PartBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>All that was read so far.</summary>
    public ConversationTally Total { get; } = new();

    /// <summary>Lines that are no event, or nested deeper than is read.</summary>
    public long Unreadable { get; private set; }

    private sealed record Part(ConversationTally Tally, long Unreadable);

    /// <summary>Reads from the beginning.</summary>
    /// <param name="folder">The journal.</param>
    /// <param name="end">How far.</param>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public void Run(JournalFolder folder, JournalPosition end)
    {
        for (var number = 0L; number < end.Session;)
        {
            using var file = SessionFile.TryOpen(folder, number + 1, out number);
            if (file is null || number > end.Session)
                return;
            var length = number < end.Session ? file.Length : Math.Min(end.Offset, file.Length);
            for (var from = 0L; from < length; from += PartBytes)
            {
                stop.ThrowIfCancellationRequested();
                if (_inFlight.Count == MostInFlight)
                    Take();
                var range = new LineRange(file.SafeFileHandle, from, Math.Min(from + PartBytes, length), length);
                _inFlight.Enqueue((range, Task.Run(() => TallyOf(range), stop)));
            }

            while (_inFlight.Count > 0)
                Take();
        }
    }

    private Part TallyOf(LineRange range)
    {
        var tally = new ConversationTally();
        return new Part(tally, Add(range, tally));
    }

    /// <summary>Puts the oldest part to the rest.</summary>
    private void Take()
    {
        var (range, tallying) = _inFlight.Dequeue();
        var part = tallying.GetAwaiter().GetResult();
        if (!Total.TryAdd(part.Tally))
            Add(range, Total);
        Unreadable += part.Unreadable;
        progress(range.End - range.Start);
    }

    // This and what it calls for each line are compiled fully from the start: a cold process is through with a million of them before
    // the runtime would get to that.
    /// <returns>Lines that are no event.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Add(LineRange range, ConversationTally tally)
    {
        using var lines = range.Read();
        var read = new TalliedLine(naiveOffset);
        var unreadable = 0L;
        while (lines.TryReadLine(out var line))
        {
            if (!read.TryRead(line) || (matcher is null ? true : matcher.Matches(line)) is not { } isWanted)
                unreadable++;
            else if (isWanted)
                tally.Add(read, line);
        }

        return unreadable;
    }
}

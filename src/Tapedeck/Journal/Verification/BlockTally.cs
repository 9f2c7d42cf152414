using System.Globalization;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal.Verification;

/// <summary>Looks at the lines of a block, or of a stretch without one, and in the end at what the block's record says of them.</summary>
/// <param name="block">The block; null if no index has the lines.</param>
/// <param name="number">Its place in the run.</param>
/// <param name="result">Gets what is found.</param>
internal sealed class BlockTally(IndexedBlock? block, int number, RunResult result) : ILineVisitor
{
    private readonly long _firstLine = result.Lines;
    private SequenceWalk _walk = result.Walk;
    private long _first = result.Walk.Next;
    private EventTimes _times = EventTimes.None;
    private bool _hasBadLines;

    /// <param name="line">Without its newline.</param>
    /// <param name="offset">Where it begins in the session.</param>
    public void Take(ReadOnlySpan<byte> line, long offset)
    {
        if (EventLine.FaultOf(line, out var sequence) is { } fault)
        {
            TakeBad(fault, offset, line.Length + 1);
            return;
        }

        var expected = _walk.Next;
        if (!_walk.Take(sequence))
            result.Add(new RunFault(
                RunFaultKind.Jump, number, result.Lines, offset, line.Length + 1, "", expected, sequence!.Value));
        if (result.Lines++ == _firstLine)
            _first = _walk.Next - 1;
        result.Unnumbered += sequence is null ? 1 : 0;
        _times = _times.With(LineTime.Of(line));
    }

    /// <summary>Takes what stands at the end without a newline.</summary>
    public void TakeUnended(ReadOnlySpan<byte> line, long offset) => TakeBad(
        line.Length >= LineWindow.LongestLine ? $"no newline within {line.Length} bytes"
        : block is null ? "half a line: no newline behind it"
        : $"no newline behind it: its last byte is 0x{line[^1]:X2}",
        offset, line.Length);

    /// <summary>The lines are all there.</summary>
    /// <param name="link">The chain's link over them.</param>
    public void Close(ChainHash link)
    {
        var (record, _, before) = block!.Value;
        if (before is not null && link != record.Link)
            result.Add(new RunFault(RunFaultKind.BrokenBlock, number, _firstLine, record.Place, record.Bytes));
        else if (!_hasBadLines && WrongIn(record) is { } what)
            result.Add(new RunFault(RunFaultKind.WrongRecord, number, _firstLine, record.Place, record.Bytes, what));
        result.Walk = _walk;
    }

    /// <summary>The lines of a stretch without a block are all there.</summary>
    public void Close() => result.Walk = _walk;

    private string? WrongIn(in IndexRecord record)
    {
        var lines = result.Lines - _firstLine;
        return record.Lines != lines ? $"it says {record.Lines} lines, there are {lines}"
            : record.FirstSequence != _first ? $"it says that its first event is {record.FirstSequence}, it is {_first}"
            : record.Times != _times ? $"it says that its events are from {Text(record.Times)}, they are from {Text(_times)}"
            : null;
    }

    private static string Text(EventTimes times) => times == EventTimes.None
        ? "no time"
        : string.Create(
            CultureInfo.InvariantCulture, $"{IndexRecord.Time(times.Earliest):o} to {IndexRecord.Time(times.Latest):o}");

    private void TakeBad(string fault, long offset, long bytes)
    {
        result.Add(new RunFault(RunFaultKind.BadLine, number, result.Lines, offset, bytes, fault));
        result.Lines++;
        result.BadLines++;
        _walk.TakeBad();
        _hasBadLines = true;
    }
}

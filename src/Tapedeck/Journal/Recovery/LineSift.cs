namespace Tapedeck.Journal.Recovery;

/// <summary>A part of a file that cannot stay in it.</summary>
internal readonly record struct BadRange(long From, long To, string Reason);

/// <summary>
/// Decides which lines of a session stay: those that are events, in the order of their sequences. Of two neighbours that are
/// out of order the one goes that does not fit between those around it. Remembers one line, whatever the session has.
/// </summary>
/// <param name="last">Sequence of the last event before the session.</param>
internal sealed class LineSift(long last) : ILineVisitor
{
    private readonly List<BadRange> _bad = [];
    private readonly List<(long First, long Last)> _gaps = [];
    private readonly List<(long From, long To)> _unnumbered = [];
    private (long Sequence, long From, long To)? _doubtful;
    private long _unnumberedCount;
    private long _last = last;

    /// <summary>What must go, in the order of the file; neighbours are one, with the reason of the first.</summary>
    public IReadOnlyList<BadRange> Bad => [.. Joined(_bad.OrderBy(range => range.From))];

    /// <summary>Sequences that nothing has.</summary>
    public IReadOnlyList<(long First, long Last)> Gaps => _gaps;

    /// <summary>Sequence of the last line that stays.</summary>
    public long Last => _last;

    public void Take(ReadOnlySpan<byte> line, long offset)
    {
        var to = offset + line.Length + 1;
        if (EventLine.FaultOf(line, out var sequence) is { } fault)
            Cut(offset, to, $"a line is no event: {fault}");
        else if (sequence is { } own)
            Take(own, offset, to);
        else
            TakeUnnumbered(offset, to);
    }

    public void TakeUnended(ReadOnlySpan<byte> line, long offset) =>
        Cut(offset, offset + line.Length, "no newline ends the line: its write was cut short, or the newline is gone");

    /// <summary>The session ends here.</summary>
    /// <param name="next">Sequence of the event that comes next, as the index of the next session says; null if it does not.</param>
    public void Finish(long? next)
    {
        if (_doubtful is var (sequence, from, to))
        {
            if (next <= sequence && next > _last)
                CutMisplaced(sequence, from, to);
            else
                Accept(sequence);
            _doubtful = null;
        }

        SettleUnnumbered(next ?? long.MaxValue);
    }

    private void Take(long sequence, long from, long to)
    {
        if (_doubtful is { } doubtful)
        {
            if (sequence <= _last)
            {
                CutMisplaced(sequence, from, to);
                return;
            }

            _doubtful = null;
            if (sequence <= doubtful.Sequence)
                CutMisplaced(doubtful.Sequence, doubtful.From, doubtful.To);
            else
                Accept(doubtful.Sequence);
        }

        SettleUnnumbered(sequence);
        if (sequence <= _last)
            CutMisplaced(sequence, from, to);
        else if (sequence == _last + 1)
            _last = sequence;
        else
            _doubtful = (sequence, from, to);
    }

    private void TakeUnnumbered(long from, long to)
    {
        if (_doubtful is { } doubtful)
            Accept(doubtful.Sequence);
        _doubtful = null;
        _unnumberedCount++;
        if (_unnumbered is [.., var run] && run.To == from)
            _unnumbered[^1] = run with { To = to };
        else
            _unnumbered.Add((from, to));
    }

    /// <summary>Lines without a sequence have those that follow, if there are so many before the next one.</summary>
    private void SettleUnnumbered(long next)
    {
        if (_unnumberedCount < next - _last)
            _last += _unnumberedCount;
        else
            _unnumbered.ForEach(run => Cut(run.From, run.To, $"lines without a sequence where event {next} follows {_last}"));
        _unnumbered.Clear();
        _unnumberedCount = 0;
    }

    private void Accept(long sequence)
    {
        if (sequence > _last + 1)
            _gaps.Add((_last + 1, sequence - 1));
        _last = sequence;
    }

    private void CutMisplaced(long sequence, long from, long to) =>
        Cut(from, to, $"a line has the sequence {sequence}, which does not fit between its neighbours");

    private void Cut(long from, long to, string reason) => _bad.Add(new BadRange(from, to, reason));

    private static IEnumerable<BadRange> Joined(IEnumerable<BadRange> ranges)
    {
        BadRange? open = null;
        foreach (var range in ranges)
        {
            if (open is { } before && before.To == range.From)
            {
                open = before with { To = range.To };
                continue;
            }

            if (open is { } closed)
                yield return closed;
            open = range;
        }

        if (open is { } last)
            yield return last;
    }
}

using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal.Verification;

/// <summary>
/// Reads a session's index from its first record to its last, divides the session into runs by it, and finds what is wrong
/// with the index itself. Behind a record that cannot be read it goes on with the next one that can.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="end">Where it ends: its length, or beside a node what is durable.</param>
/// <param name="isLive">Whether a node may be adding to it: what is behind the end is then no fault.</param>
/// <param name="link">The chain's link before its first block; null if that is not known.</param>
internal sealed class RunPlan(OpenSession session, long end, bool isLive, ChainHash? link)
{
    /// <summary>Bytes from which a run is whole.</summary>
    private const int RunBytes = 4 * 1024 * 1024;

    private readonly List<IndexedBlock> _blocks = [];
    private readonly List<Finding> _findings = [];
    private long _from;
    private int _unreadable;
    private Finding? _loss;

    public IndexSums Sums { get; } = new(link);

    /// <summary>Whether the index has a record that closes the session.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether its last records cannot be read.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>The runs, in the order of the file; all of it up to the end is in one. The last one may be empty.</summary>
    /// <exception cref="IOException">The index cannot be read.</exception>
    public IEnumerable<BlockRun> Runs()
    {
        for (long place = 1; session.Index is { } index && place < index.Count && !(isLive && Sums.End >= end); place++)
        {
            if (!index.TryRead(place, out var record) || record.Kind == IndexRecordKind.Header)
            {
                if (_unreadable++ == 0)
                    Note(place, "a record cannot be read");
                continue;
            }

            if (record.Kind == IndexRecordKind.Closing)
            {
                if (_unreadable > 0 && record.Bytes > Sums.End && record.Bytes <= end)
                {
                    if (_blocks.Count > 0)
                        yield return TakeRun();
                    yield return PassUnindexed(record.Bytes);
                }

                Close(index, record, place);
                break;
            }

            if (record.Bytes <= 0 || record.Place < Sums.End || (record.Place > Sums.End && _unreadable == 0))
            {
                Note(place, $"a block is said to begin at byte {record.Place}, the one before it ends at byte {Sums.End}");
                break;
            }

            if (record.End > end)
            {
                if (!isLive)
                    NoteLoss(index, record);
                break;
            }

            if (record.Place > Sums.End)
            {
                if (_blocks.Count > 0)
                    yield return TakeRun();
                yield return PassUnindexed(record.Place);
            }

            _blocks.Add(new IndexedBlock(record, place, Sums.Link));
            Sums.Take(record);
            _unreadable = 0;
            if (Sums.End - _from >= RunBytes)
                yield return TakeRun();
        }

        IsTorn = _unreadable > 0 && !IsClosed;
        if (!isLive && !IsClosed && session.Index is { HasPart: true } torn)
        {
            IsTorn = true;
            Note(torn.Count, "half a record");
        }

        if (_blocks.Count > 0)
            yield return TakeRun();
        if (_loss is not null)
            _findings.Add(_loss);
        yield return new BlockRun(session.Lines, session.Name, Sums.End, end, [])
        {
            IndexFindings = _findings,
            IsExplained = IsTorn || _findings.Count > 0,
        };
    }

    private void Close(IndexReader index, in IndexRecord closing, long place)
    {
        IsClosed = true;
        if (Sums.WrongIn(closing) is { } what)
            Note(place, $"the closing record is wrong: {what}");
        if (place + 1 < index.Count || index.HasPart)
            Note(place + 1, "there is something behind the closing record");
    }

    private void NoteLoss(IndexReader index, in IndexRecord record)
    {
        var last = record;
        for (var place = index.Count - 1; place > 0 && !(index.TryRead(place, out last) && last.Kind == IndexRecordKind.Block); place--)
        {
        }

        _loss = new Finding(
            session.Name, $"the session was durable up to byte {last.End} and ends at byte {end}: its end is lost", Finding.Recover)
        {
            Offset = end,
            Bytes = last.End - end,
            Sequences = $"{record.FirstSequence}-{last.FirstSequence + last.Lines - 1}",
        };
    }

    private BlockRun TakeRun()
    {
        var run = new BlockRun(session.Lines, session.Name, _from, Sums.End, [.. _blocks]) { IndexFindings = [.. _findings] };
        _blocks.Clear();
        _findings.Clear();
        _from = Sums.End;
        return run;
    }

    /// <summary>Passes over what an unreadable record was about. If it was one block, its link is what its bytes give.</summary>
    private BlockRun PassUnindexed(long to)
    {
        var run = new BlockRun(session.Lines, session.Name, Sums.End, to, [])
        {
            IndexFindings = [.. _findings],
            IsExplained = true,
        };
        _findings.Clear();
        Sums.Pass(to, _unreadable == 1 && Sums.Link is { } before ? BlockLink.Of(session.Lines, before, Sums.End, to) : null);
        _from = to;
        return run;
    }

    private void Note(long place, string what) => _findings.Add(new Finding(session.IndexName, what, Finding.Recover)
    {
        Offset = place * IndexRecord.Size,
        Bytes = IndexRecord.Size,
    });
}

namespace Tapedeck.Journal.Sessions;

/// <summary>
/// Makes block records from the lines of a session, where its index has none for them. A block ends before a line whose
/// sequence does not go on from the line before it, so that a block's first sequence and its lines say which events it has.
/// </summary>
internal sealed class BlockScan : IDisposable
{
    /// <summary>Bytes of lines from which a block is whole.</summary>
    private const int BlockBytes = 1024 * 1024;

    private readonly LineReader _lines;
    private readonly Chain _chain;
    private readonly long _madeAt;
    private long _next;
    private byte[]? _held;

    private BlockScan(LineReader lines, Chain chain, long next, long madeAt) =>
        (_lines, _chain, _next, _madeAt) = (lines, chain, next, madeAt);

    /// <param name="session">Path of a session.</param>
    /// <param name="from">Where the first line begins.</param>
    /// <param name="to">Where the last line ends.</param>
    /// <param name="nextSequence">Of the first line, if it does not say.</param>
    /// <param name="link">The chain's link before it.</param>
    /// <param name="madeAt">For the records, µs since 1970.</param>
    /// <exception cref="IOException">The session cannot be read.</exception>
    public static IEnumerable<IndexRecord> Blocks(
        string session, long from, long to, long nextSequence, ChainHash link, long madeAt)
    {
        using var scan = new BlockScan(new LineReader(session, from) { Limit = to }, new Chain(link), nextSequence, madeAt);
        for (var at = from; scan.TryReadBlock(at, out var block); at = block.End)
            yield return block;
    }

    public void Dispose()
    {
        _lines.Dispose();
        _chain.Dispose();
    }

    private bool TryReadBlock(long start, out IndexRecord block)
    {
        var (bytes, count, first, times) = (0L, 0, _next, EventTimes.None);
        while (bytes < BlockBytes && TryReadLine(out var line))
        {
            var sequence = LastSequence.SequenceIn(line);
            if (count == 0)
                first = sequence ?? first;
            else if (sequence is { } own && own != first + count)
            {
                _held = line.ToArray();
                break;
            }

            count++;
            bytes += line.Length + 1;
            times = times.With(LineTime.Of(line));
            _chain.Add(line);
            _chain.Add("\n"u8);
        }

        block = default;
        if (count == 0)
            return false;
        block = new IndexRecord(IndexRecordKind.Block, start, bytes, first, count, times, _madeAt, _chain.Close());
        _next = first + count;
        return true;
    }

    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        if (_held is null)
            return _lines.TryReadLine(out line);
        line = _held;
        _held = null;
        return true;
    }
}

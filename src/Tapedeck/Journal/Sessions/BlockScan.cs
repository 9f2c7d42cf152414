namespace Tapedeck.Journal.Sessions;

/// <summary>Makes block records from the lines of a session, where its index has none for them.</summary>
internal static class BlockScan
{
    /// <summary>Bytes of lines from which a block is whole.</summary>
    private const int BlockBytes = 1024 * 1024;

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
        using var lines = new LineReader(session, from) { Limit = to };
        using var chain = new Chain(link);
        while (TryReadBlock(lines, chain, ref nextSequence, madeAt, out var block))
            yield return block;
    }

    private static bool TryReadBlock(
        LineReader lines, Chain chain, ref long nextSequence, long madeAt, out IndexRecord block)
    {
        var (start, count, times) = (lines.Offset, 0, EventTimes.None);
        while (lines.Offset - start < BlockBytes && lines.TryReadLine(out var line))
        {
            if (count++ == 0)
                nextSequence = LastSequence.SequenceIn(line) ?? nextSequence;
            times = times.With(LineTime.Of(line));
            chain.Add(line);
            chain.Add("\n"u8);
        }

        block = default;
        if (count == 0)
            return false;
        block = new IndexRecord(
            IndexRecordKind.Block, start, lines.Offset - start, nextSequence, count, times, madeAt, chain.Close());
        nextSequence += count;
        return true;
    }
}

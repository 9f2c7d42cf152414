using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Sessions;

/// <summary>
/// The part of an index, from its first record on, that is whole and in itself consistent: a header, then blocks that follow
/// each other without a gap, as far as the session is long. Whether it has what they say is for others to find out.
/// </summary>
internal sealed class IndexScan
{
    private const int ChunkRecords = 4096;

    private IndexScan(IndexRecord header) => (Header, Link, NextSequence) = (header, header.Link, header.FirstSequence);

    public IndexRecord Header { get; }

    /// <summary>Records that are good, the header among them.</summary>
    public long Records { get; private set; } = 1;

    /// <summary>Bytes of the session they cover.</summary>
    public long End { get; private set; }

    public long Lines { get; private set; }

    /// <summary>Sequence of the event behind the last block.</summary>
    public long NextSequence { get; private set; }

    public EventTimes Times { get; private set; } = EventTimes.None;

    /// <summary>The chain's link behind the last block.</summary>
    public ChainHash Link { get; private set; }

    /// <summary>The last block, and the link before it; null if there is none.</summary>
    public (IndexRecord Block, ChainHash Before)? Last { get; private set; }

    /// <summary>
    /// The last block that goes on behind these and that the session is too short for; null if there is none. Blocks are
    /// indexed once they are durable, so the session has lost it.
    /// </summary>
    public IndexRecord? Lost { get; private set; }

    /// <summary>Of an index that has only a header.</summary>
    public static IndexScan Begun(IndexRecord header) => new(header);

    /// <param name="file">The index.</param>
    /// <param name="sessionLength">Blocks that end behind it are <see cref="Lost"/>.</param>
    /// <returns>Null if the file does not begin with a header.</returns>
    public static IndexScan? Of(AppendFile file, long sessionLength)
    {
        IndexScan? scan = null;
        var chunk = new byte[ChunkRecords * IndexRecord.Size];
        for (long at = 0; at + IndexRecord.Size <= file.WrittenLength;)
        {
            var records = chunk.AsSpan(0, (int)Math.Min(chunk.Length, (file.WrittenLength - at) / IndexRecord.Size * IndexRecord.Size));
            file.ReadExactly(records, at);
            at += records.Length;
            for (; records.Length > 0; records = records[IndexRecord.Size..])
            {
                if (!IndexRecord.TryRead(records, out var record))
                    return scan;
                if (scan is null && record.Kind == IndexRecordKind.Header)
                    scan = new IndexScan(record);
                else if (scan is null || !scan.TryTake(record, sessionLength))
                    return scan;
            }
        }

        return scan;
    }

    private bool TryTake(in IndexRecord block, long sessionLength)
    {
        if (block.Kind != IndexRecordKind.Block || block.Place != (Lost?.End ?? End) || block.Bytes <= 0)
            return false;
        if (block.End > sessionLength)
        {
            Lost = block;
            return true;
        }

        Last = (block, Link);
        (Records, End, Lines, Times, Link) = (Records + 1, block.End, Lines + block.Lines, Times.With(block.Times), block.Link);
        NextSequence = block.FirstSequence + block.Lines;
        return true;
    }
}

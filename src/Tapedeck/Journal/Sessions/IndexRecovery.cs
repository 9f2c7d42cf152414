using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Sessions;

/// <summary>
/// Opens the index of the session that is to be recorded into and makes it say what the session has. The session is the
/// truth: records that do not fit it go, an index that was kept beside another file goes whole, and what is missing is made.
/// </summary>
internal static class IndexRecovery
{
    private const int ChunkBytes = 1024 * 1024;

    /// <summary>Bytes of records beyond which the last ones have been flushed.</summary>
    private const long MostUnflushed = 32 * 1024 * 1024;

    /// <summary>How much of the index can be believed.</summary>
    /// <returns>Null if none of it: it is missing, torn at its head, or of another session.</returns>
    public static IndexScan? Believed(AppendFile index, AppendFile session)
    {
        var scan = IndexScan.Of(index, session.WrittenLength);
        return scan?.Last is var (block, before) && !Has(session, block, before) ? null : scan;
    }

    /// <summary>Begins an index anew.</summary>
    public static IndexScan Begin(AppendFile index, IndexRecord header)
    {
        index.CutTo(0);
        header.AppendTo(index);
        return IndexScan.Begun(header);
    }

    /// <summary>Cuts off what cannot be believed and adds what is missing; the index is durable on return.</summary>
    public static SessionIndex Complete(AppendFile index, IndexScan scan, AppendFile session, DateTimeOffset now)
    {
        if (index.WrittenLength > scan.Records * IndexRecord.Size)
            index.CutTo(scan.Records * IndexRecord.Size);
        index.Rewrite(Math.Max(0, index.WrittenLength - MostUnflushed));
        var missing = BlockScan.Blocks(
            session.Path, scan.End, session.WrittenLength, scan.NextSequence, scan.Link,
            IndexRecord.Microseconds(now));
        var opened = new SessionIndex(index, scan);
        foreach (var block in missing)
            opened.Append(block);
        opened.Flush();
        return opened;
    }

    private static bool Has(AppendFile session, in IndexRecord block, ChainHash before)
    {
        using var chain = new Chain(before);
        var buffer = new byte[(int)Math.Min(block.Bytes, ChunkBytes)];
        for (var at = block.Place; at < block.End;)
        {
            var chunk = buffer.AsSpan(0, (int)Math.Min(buffer.Length, block.End - at));
            session.ReadExactly(chunk, at);
            chain.Add(chunk);
            at += chunk.Length;
        }

        return chain.Close() == block.Link;
    }
}

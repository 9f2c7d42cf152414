using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal.Sessions;

/// <summary>
/// The index of the session that is recorded, open for appending: one record a block, written once the block is durable. It
/// is itself flushed only now and then, because the session has all that it says: what is missing is made again from there.
/// </summary>
internal sealed class SessionIndex : IDisposable
{
    private readonly AppendFile _file;
    private readonly IndexRecord _header;
    private readonly Chain _chain;
    private EventTimes _times;
    private long _lines;

    /// <summary>Goes on behind what <paramref name="scan"/> found whole in the file.</summary>
    internal SessionIndex(AppendFile file, IndexScan scan)
    {
        (_file, _header, _chain) = (file, scan.Header, new Chain(scan.Link));
        (_times, _lines, End, NextSequence) = (scan.Times, scan.Lines, scan.End, scan.NextSequence);
    }

    /// <summary>The session's number, from 1.</summary>
    public long Number => _header.Place;

    /// <summary>Sequence of the first event that the session gets.</summary>
    public long FirstSequence => _header.FirstSequence;

    public DateTimeOffset BegunAt => IndexRecord.Time(_header.MadeAt);

    /// <summary>Sequence of the event behind the last one that is indexed.</summary>
    public long NextSequence { get; private set; }

    /// <summary>The chain's last link.</summary>
    public ChainHash Head => _chain.Head;

    /// <summary>Bytes of the session that are indexed.</summary>
    public long End { get; private set; }

    /// <summary>Adds the record of a block that is durable.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Append(ReadOnlySpan<byte> block, long firstSequence, int lines, EventTimes times, DateTimeOffset now)
    {
        _chain.Add(block);
        var link = _chain.Close();
        Append(new IndexRecord(
            IndexRecordKind.Block, End, block.Length, firstSequence, lines, times, IndexRecord.Microseconds(now), link));
    }

    /// <summary>Adds the record of a block that goes on behind the last one.</summary>
    internal void Append(in IndexRecord block)
    {
        block.AppendTo(_file);
        _chain.Head = block.Link;
        (End, NextSequence) = (block.End, block.FirstSequence + block.Lines);
        _lines += block.Lines;
        _times = _times.With(block.Times);
    }

    /// <summary>Adds the closing record and makes the whole index durable.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Close(DateTimeOffset now)
    {
        new IndexRecord(IndexRecordKind.Closing, 0, End, NextSequence, _lines, _times, IndexRecord.Microseconds(now), Head)
            .AppendTo(_file);
        Flush();
    }

    /// <summary>Makes durable what was appended.</summary>
    /// <exception cref="IOException">The disk could not.</exception>
    public void Flush() => _file.Flush();

    public void Dispose()
    {
        _file.Dispose();
        _chain.Dispose();
    }
}

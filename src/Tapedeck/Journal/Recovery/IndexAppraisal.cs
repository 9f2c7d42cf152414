using Microsoft.Win32.SafeHandles;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Verification;

namespace Tapedeck.Journal.Recovery;

/// <summary>What an index still says of the session beside it, however damaged either is.</summary>
internal sealed class IndexAppraisal
{
    private readonly List<IndexRecord> _blocks = [];
    private readonly List<IndexRecord> _broken = [];

    public IndexRecord? Header { get; private set; }

    public IndexRecord? Closing { get; private set; }

    /// <summary>Blocks whose bytes are no longer those of their links.</summary>
    public IReadOnlyList<IndexRecord> Broken => _broken;

    /// <summary>Bytes of the session that are as they were recorded.</summary>
    public long ProvenBytes { get; private set; }

    /// <summary>The blocks if they follow each other over the whole session and all of them are as recorded; else null.</summary>
    public IReadOnlyList<IndexRecord>? Blocks { get; private set; }

    /// <summary>Whether records cannot be read.</summary>
    public bool HasUnreadable { get; private set; }

    /// <summary>Whether one that can be read comes behind them: no crash leaves that.</summary>
    public bool HasHole { get; private set; }

    /// <summary>The highest sequence that it knows; 0 if it knows none.</summary>
    public long LastSequence { get; private set; }

    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IndexAppraisal Of(SessionFile session)
    {
        var appraisal = new IndexAppraisal();
        using var index = IndexReader.TryOpen(session.Index);
        if (index is null)
            return appraisal;
        using var lines = File.OpenHandle(session.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        appraisal.Read(index, lines, RandomAccess.GetLength(lines));
        return appraisal;
    }

    private void Read(IndexReader index, SafeFileHandle lines, long length)
    {
        var isWhole = index.TryRead(0, out var header) && header.Kind == IndexRecordKind.Header;
        Header = isWhole ? header : null;
        ChainHash? link = Header?.Link;
        for (long place = 1; place < index.Count; place++)
        {
            if (!index.TryRead(place, out var record) || record.Kind == IndexRecordKind.Header)
            {
                (isWhole, link, HasUnreadable) = (false, null, true);
                continue;
            }

            HasHole |= HasUnreadable;
            if (record.Kind == IndexRecordKind.Closing)
            {
                Closing = record;
                LastSequence = Math.Max(LastSequence, record.FirstSequence - 1);
                break;
            }

            Take(record, link, lines, length, ref isWhole);
            link = record.Link;
        }

        var end = _blocks is [.., var last] ? last.End : 0;
        Blocks = isWhole && _broken.Count == 0 && end == length ? _blocks : null;
    }

    private void Take(in IndexRecord block, ChainHash? before, SafeFileHandle lines, long length, ref bool isWhole)
    {
        LastSequence = Math.Max(LastSequence, block.FirstSequence + block.Lines - 1);
        isWhole &= block.Place == (_blocks is [.., var last] ? last.End : 0) && block.End <= length;
        _blocks.Add(block);
        if (before is null || block.End > length || block.Bytes <= 0)
            return;
        if (BlockLink.Of(lines, before.Value, block.Place, block.End) == block.Link)
            ProvenBytes += block.Bytes;
        else
            _broken.Add(block);
    }
}

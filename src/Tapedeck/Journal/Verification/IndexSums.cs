using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal.Verification;

/// <summary>What the block records of an index come to, for what its closing record says.</summary>
/// <param name="link">The chain's link before the first block; null if that is not known.</param>
internal sealed class IndexSums(ChainHash? link)
{
    private EventTimes _times = EventTimes.None;
    private long _lines;
    private long _next;
    private bool _isWhole = true;

    /// <summary>The chain's link behind the last block; null if that is not known.</summary>
    public ChainHash? Link { get; private set; } = link;

    /// <summary>Where the last block ends.</summary>
    public long End { get; private set; }

    public long Blocks { get; private set; }

    public void Take(in IndexRecord block)
    {
        (Link, End, _next) = (block.Link, block.End, block.FirstSequence + block.Lines);
        (_lines, _times, Blocks) = (_lines + block.Lines, _times.With(block.Times), Blocks + 1);
    }

    /// <summary>Passes over blocks whose records cannot be read.</summary>
    public void Pass(long end, ChainHash? link) => (End, Link, _isWhole) = (end, link, false);

    /// <summary>What a closing record says that the blocks do not; null if it is right.</summary>
    public string? WrongIn(in IndexRecord closing) =>
        closing.Bytes != End ? $"it says {closing.Bytes} bytes, the blocks are {End}"
        : Link is { } link && closing.Link != link ? $"it ends the chain with {closing.Link}, the last block with {link}"
        : !_isWhole ? null
        : closing.Lines != _lines ? $"it says {closing.Lines} lines, the blocks have {_lines}"
        : Blocks > 0 && closing.FirstSequence != _next ? $"it says that event {closing.FirstSequence} comes next, it is {_next}"
        : closing.Times != _times ? "it says other times than the blocks do"
        : null;
}

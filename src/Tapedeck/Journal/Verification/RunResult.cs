namespace Tapedeck.Journal.Verification;

internal enum RunFaultKind
{
    /// <summary>A line that is no event.</summary>
    BadLine,

    /// <summary>A line whose sequence is not the one that comes next.</summary>
    Jump,

    /// <summary>A block whose bytes are not those that its link was made of.</summary>
    BrokenBlock,

    /// <summary>A block that is right, and whose record says something else of it.</summary>
    WrongRecord,
}

/// <summary>Something wrong in a run.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="Block">The block, an index into the run's; -1 without blocks.</param>
/// <param name="Line">The line, counted from the run's first, from 0; of a block, its first one.</param>
/// <param name="Offset">Where it begins in the session.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="What">What is wrong, if the numbers do not say it.</param>
/// <param name="Expected">Of a jump, the sequence that comes next.</param>
/// <param name="Found">Of a jump, the line's.</param>
internal readonly record struct RunFault(
    RunFaultKind Kind, int Block, long Line, long Offset, long Bytes, string What = "", long Expected = 0, long Found = 0);

/// <summary>What checking a run found.</summary>
internal sealed class RunResult
{
    private const int MostFaults = 1000;

    private readonly List<RunFault> _faults = [];

    /// <summary>In the order of the file; after so many, the rest is only counted.</summary>
    public IReadOnlyList<RunFault> Faults => _faults;

    public long UnlistedFaults { get; private set; }

    /// <summary>All lines, bad ones among them.</summary>
    public long Lines { get; set; }

    public long BadLines { get; set; }

    /// <summary>Lines without a sequence.</summary>
    public long Unnumbered { get; set; }

    /// <summary>The sequences behind the last line.</summary>
    public SequenceWalk Walk { get; set; }

    public void Add(in RunFault fault)
    {
        if (_faults.Count < MostFaults)
            _faults.Add(fault);
        else
            UnlistedFaults++;
    }
}

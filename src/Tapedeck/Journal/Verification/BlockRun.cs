using Microsoft.Win32.SafeHandles;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal.Verification;

/// <summary>A block as its record has it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Place">The record's place in the index, from 0, where the header is.</param>
/// <param name="Before">The chain's link before it; null if that is not known.</param>
internal readonly record struct IndexedBlock(IndexRecord Record, long Place, ChainHash? Before);

/// <summary>A stretch of a session that is checked in one go: blocks that follow each other, or lines that no block has.</summary>
/// <param name="File">The session.</param>
/// <param name="Name">Its path, for messages.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Blocks">Its blocks; empty if no index has it.</param>
internal sealed record BlockRun(SafeFileHandle File, string Name, long From, long To, IReadOnlyList<IndexedBlock> Blocks)
{
    /// <summary>What is wrong with the index before the run's last record.</summary>
    public IReadOnlyList<Finding> IndexFindings { get; init; } = [];

    /// <summary>Of a run without blocks: whether a finding tells already that the index does not have it.</summary>
    public bool IsExplained { get; init; }

    public long Bytes => To - From;
}

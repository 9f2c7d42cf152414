using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal.Verification;

/// <summary>
/// Tells a block with a changed byte from a file whose bytes are not where its index has them: then the block ends within a
/// line, and the one behind it is broken too.
/// </summary>
internal static class ShiftedBlocks
{
    /// <summary>The first block of a run from which on bytes are shifted; null if none are.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static int? First(OpenSession session, BlockRun run, RunResult result)
    {
        foreach (var fault in result.Faults)
        {
            if (fault.Kind == RunFaultKind.BrokenBlock && IsShifted(session, run.Blocks[fault.Block]))
                return fault.Block;
        }

        return null;
    }

    private static bool IsShifted(OpenSession session, in IndexedBlock block)
    {
        var (record, place, _) = block;
        Span<byte> last = stackalloc byte[1];
        if (RandomAccess.Read(session.Lines, last, record.End - 1) == 1 && last[0] == (byte)'\n')
            return false;
        if (!session.Index!.TryRead(place + 1, out var next) || next.Kind != IndexRecordKind.Block)
            return false;
        return next.End > session.Length || BlockLink.Of(session.Lines, record.Link, next.Place, next.End) != next.Link;
    }
}

using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal.Verification;

/// <summary>Verifies one session against its index and what came before it.</summary>
/// <param name="session">The session.</param>
/// <param name="end">Where it ends: its length, or beside a node what is durable.</param>
/// <param name="isLive">Whether a node may be adding to it.</param>
/// <param name="state">Goes on behind it.</param>
/// <param name="pipeline">Checks the runs.</param>
internal sealed class SessionVerification(
    OpenSession session, long end, bool isLive, VerificationState state, RunPipeline pipeline)
{
    private readonly RunFindings _findings = new(session, state);

    /// <param name="number">The session's.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public void Run(long number)
    {
        SessionHeader.Check(session, number, state);
        var plan = new RunPlan(session, end, isLive, state.Link);
        var isShifted = false;
        foreach (var (run, result) in pipeline.Check(plan.Runs()))
        {
            state.Add(run.IndexFindings);
            if (result is null)
            {
                _findings.Add(run, pipeline.Check(run, state.Walk));
                if (run.Bytes > 0 && !isLive && !run.IsExplained)
                    state.Findings.Add(Unindexed(run));
            }
            else if (ShiftedBlocks.First(session, run, result) is { } shifted)
            {
                CheckShifted(run, result, shifted);
                isShifted = true;
                break;
            }
            else
            {
                _findings.Add(run, result);
            }
        }

        state.Sessions++;
        state.Blocks += plan.Sums.Blocks;
        state.Link = isShifted ? LastLink() : plan.Sums.End < end ? null : plan.Sums.Link;
        if (!isLive && !isShifted)
            CheckClosed(plan);
    }

    /// <summary>From a block on nothing is where the index has it: what is left are the lines.</summary>
    private void CheckShifted(BlockRun run, RunResult result, int shifted)
    {
        var (record, _, _) = run.Blocks[shifted];
        _findings.AddBefore(run, result, shifted);
        state.Pass(run.Blocks.Take(shifted).Sum(block => block.Record.Lines), record.Place - run.From);
        var rest = new BlockRun(session.Lines, session.Name, record.Place, end, []);
        _findings.Add(rest, pipeline.Check(rest, new SequenceWalk(record.FirstSequence)));
        state.Findings.Add(new Finding(
            session.Name, "the blocks from here on are not where the index has them: bytes were taken out or put in, or the "
                + "index is of another file", Finding.Recover)
        {
            Offset = record.Place,
            Bytes = end - record.Place,
        });
    }

    private void CheckClosed(RunPlan plan)
    {
        if (session.File.IsClosed && session.Index is not null && !plan.IsClosed && !plan.IsTorn)
            state.Findings.Add(new Finding(session.IndexName, "the record that closes the session is missing", Finding.Recover));
        if (plan.IsClosed && !session.IndexName.Contains(System.IO.Path.DirectorySeparatorChar))
            state.Findings.Add(new Finding(
                session.IndexName, "the session is closed, and was not yet moved to sessions/", $"start a node, or {Finding.Recover}"));
    }

    private Finding Unindexed(BlockRun run) => new(
        session.Name,
        session.Index is null ? "its index is missing, nothing proves its lines"
            : $"{run.Bytes} bytes are not in the index, nothing proves them",
        session.File.IsClosed ? Finding.Recover : $"start a node, or {Finding.Recover}")
    {
        Offset = run.From,
        Bytes = run.Bytes,
    };

    private ChainHash? LastLink() =>
        session.Index!.TryReadLast(out var last) && last.Kind != IndexRecordKind.Header ? last.Link : null;
}

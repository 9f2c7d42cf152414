namespace Tapedeck.Journal.Verification;

/// <summary>
/// Makes findings of what was wrong in a session's runs, and counts its lines. A changed byte breaks its block's link as well
/// as its line: the line is named then, and the block only if no line shows it.
/// </summary>
internal sealed class RunFindings(OpenSession session, VerificationState state)
{
    private long _lines;

    /// <summary>Adds a run that comes behind the ones before.</summary>
    public void Add(BlockRun run, RunResult result)
    {
        AddBefore(run, result, run.Blocks.Count);
        state.Findings.AddUnlisted(result.UnlistedFaults);
        state.Pass(result, run.Bytes);
        _lines += result.Lines;
    }

    /// <summary>Adds the blocks of a run before one of them.</summary>
    public void AddBefore(BlockRun run, RunResult result, int end)
    {
        if (run.Blocks.Count > 0 && end > 0 && run.Blocks[0].Record.FirstSequence is var first && !state.Walk.Accepts(first))
            AddJump(new RunFault(RunFaultKind.Jump, 0, 0, run.From, run.Blocks[0].Record.Bytes, "", state.Walk.Next, first));
        var named = -2;
        foreach (var fault in result.Faults)
        {
            if (fault.Block >= end && fault.Block >= 0)
                break;
            var isNamed = fault.Kind switch
            {
                RunFaultKind.BadLine => Add(InLine(fault, fault.What)),
                RunFaultKind.Jump => AddJump(fault),
                RunFaultKind.BrokenBlock => named != fault.Block && Add(Broken(run, fault)),
                _ => Add(WrongRecord(run, fault)),
            };
            if (isNamed)
                named = fault.Block;
        }

        if (end < run.Blocks.Count)
            _lines += run.Blocks.Take(end).Sum(block => block.Record.Lines);
    }

    private bool AddJump(in RunFault jump)
    {
        if (jump.Found > jump.Expected && state.Losses.Cover(jump.Expected, jump.Found - 1))
            return false;
        return Add(InLine(jump, $"its sequence is {jump.Found}, {jump.Expected} comes next"));
    }

    private bool Add(Finding finding)
    {
        state.Findings.Add(finding);
        return true;
    }

    private Finding InLine(in RunFault fault, string what) => new(session.Name, what, Finding.Recover)
    {
        Line = _lines + fault.Line + 1,
        Offset = fault.Offset,
        Bytes = fault.Bytes,
    };

    private Finding Broken(BlockRun run, in RunFault fault)
    {
        var (record, place, _) = run.Blocks[fault.Block];
        if (SuspectLine.In(session.Lines, record) is var (line, offset, bytes))
            return new Finding(
                session.Name, "its text is not the one that its content_hash was made of, and its block was changed since it was "
                    + "recorded", Finding.Recover)
            {
                Line = _lines + fault.Line + line + 1,
                Offset = offset,
                Bytes = bytes,
            };
        return new Finding(
            session.Name, $"the block of {record.Bytes} bytes is not the one that was recorded: it has another link than record "
                + $"{place} of the index", Finding.Recover)
        {
            Line = _lines + fault.Line + 1,
            Offset = record.Place,
            Bytes = record.Bytes,
            Sequences = $"{record.FirstSequence}-{record.FirstSequence + record.Lines - 1}",
        };
    }

    private Finding WrongRecord(BlockRun run, in RunFault fault) => new(
        session.IndexName, $"record {run.Blocks[fault.Block].Place} is wrong: {fault.What}", Finding.Recover)
    {
        Offset = run.Blocks[fault.Block].Place * Sessions.IndexRecord.Size,
        Bytes = Sessions.IndexRecord.Size,
    };
}

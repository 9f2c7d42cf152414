using System.Collections.Concurrent;

namespace Tapedeck.Journal.Verification;

/// <summary>
/// Checks the runs of a session side by side, each processor one, and hands over what was found in the order of the file. A
/// block can be checked by itself, because the link before it stands in the record before its own.
/// </summary>
internal sealed class RunPipeline : IDisposable
{
    private static readonly int MostAhead = 2 * Environment.ProcessorCount;

    private readonly ConcurrentBag<RunCheck> _idle = [];

    /// <summary>Each run and its result; no result for a run without blocks, which depends on the lines before it.</summary>
    /// <exception cref="IOException">The session cannot be read.</exception>
    public IEnumerable<(BlockRun Run, RunResult? Result)> Check(IEnumerable<BlockRun> runs)
    {
        var ahead = new Queue<(BlockRun Run, Task<RunResult>? Check)>();
        try
        {
            foreach (var run in runs)
            {
                ahead.Enqueue((run, run.Blocks.Count == 0 ? null : Task.Run(() => Check(run, At(run)))));
                if (ahead.Count >= MostAhead)
                    yield return Next(ahead);
            }

            while (ahead.Count > 0)
                yield return Next(ahead);
        }
        finally
        {
            // The files must stay open for as long as a check reads them.
            foreach (var (_, check) in ahead)
                ((IAsyncResult?)check)?.AsyncWaitHandle.WaitOne();
        }
    }

    /// <summary>Checks one run on the caller's thread.</summary>
    /// <exception cref="IOException">The session cannot be read.</exception>
    public RunResult Check(BlockRun run, SequenceWalk walk)
    {
        if (!_idle.TryTake(out var check))
            check = new RunCheck();
        try
        {
            return check.Check(run, walk);
        }
        finally
        {
            _idle.Add(check);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var check))
            check.Dispose();
    }

    private static SequenceWalk At(BlockRun run) => new(run.Blocks[0].Record.FirstSequence);

    private static (BlockRun Run, RunResult? Result) Next(Queue<(BlockRun Run, Task<RunResult>? Check)> ahead)
    {
        var (run, check) = ahead.Dequeue();
        return (run, check?.GetAwaiter().GetResult());
    }
}

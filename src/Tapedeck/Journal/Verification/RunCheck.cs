using Tapedeck.Journal.Sessions;

namespace Tapedeck.Journal.Verification;

/// <summary>Checks runs, one after the other: every line, every block's link and record. Not thread safe.</summary>
internal sealed class RunCheck : IDisposable
{
    private readonly Chain _chain = new(ChainHash.Start);
    private readonly LineWindow _window = new();

    /// <param name="run">The run.</param>
    /// <param name="walk">The sequences behind the line before it.</param>
    /// <exception cref="IOException">The session cannot be read, or ends before the run does.</exception>
    public RunResult Check(BlockRun run, SequenceWalk walk)
    {
        var result = new RunResult { Walk = walk };
        _window.Open(run.File, run.Name, run.From, run.To);
        for (var number = 0; number < run.Blocks.Count; number++)
        {
            var block = run.Blocks[number];
            var tally = new BlockTally(block, number, result);
            _chain.Head = block.Before ?? ChainHash.Start;
            _window.Read(block.Record.End, tally, _chain);
            tally.Close(_chain.Close());
        }

        if (run.Blocks.Count == 0)
        {
            var tally = new BlockTally(null, -1, result);
            _window.Read(run.To, tally, chain: null);
            tally.Close();
        }

        return result;
    }

    public void Dispose() => _chain.Dispose();
}

using System.Diagnostics;
using Tapedeck.Journal;
using Tapedeck.Tests.Host.Support;
using Tapedeck.Tests.ZeroMQ.Closing;

namespace Tapedeck.Tests.Host.Node;

/// <summary>
/// <c>kill -9</c> while a checkpoint is being made. Invariants: after the next start every event is in exactly one checkpoint,
/// as it stands in the journal; there is no half file; <c>verify</c> finds nothing.
/// </summary>
public sealed class KilledAtCheckpointTests : IDisposable
{
    private const int MessagesEach = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Twenty_kills_leave_every_event_in_exactly_one_checkpoint() => RunAsync(kills: 20);

    [LongFact]
    public Task Two_hundred_kills_leave_every_event_in_exactly_one_checkpoint() => RunAsync(kills: 200);

    private async Task RunAsync(int kills)
    {
        var seed = TestSeed.Next();
        var random = new Random(seed);
        var logs = _folder.File("logs");
        var folder = new JournalFolder(logs);
        var load = new PushLoad();
        for (var kill = 1; kill <= kills; kill++)
        {
            await using var node = await StartAsync(logs);
            // Messages keep coming until one is seen being made, so that there is always one to make.
            var begun = Stopwatch.StartNew();
            for (var after = random.Next(1, 4); !IsBeingMade(folder) || --after > 0;)
            {
                Assert.True(begun.Elapsed < Patience, $"no checkpoint is being made, kill {kill}, TAPEDECK_SEED={seed}");
                await load.RunAsync(node.Push, MessagesEach, CancellationToken.None);
            }

            await node.Process.KillAsync();
        }

        await using (var last = await StartAsync(logs))
            Assert.Equal(0, await last.Process.TerminateAsync());
        await using (var verify = HostProcess.Start("verify", "--logs", logs))
            Assert.True(await verify.ExitAsync() == 0, $"TAPEDECK_SEED={seed}: {verify.Output}{verify.Errors}");
        Assert.Equal(CheckpointedEvents.Lines(folder), CheckpointedEvents.CheckpointedLines(folder));
        Assert.False(IsBeingMade(folder));
        Assert.Equal(
            Directory.EnumerateFiles(folder.Checkpoints, "*.json").Select(path => Path.ChangeExtension(path, ".parquet")).Order(),
            Directory.EnumerateFiles(folder.Checkpoints, "*.parquet").Order());
    }

    private static bool IsBeingMade(JournalFolder folder) =>
        Directory.Exists(folder.Checkpoints) && Directory.EnumerateFiles(folder.Checkpoints, "*.partial").Any();

    private static Task<RunningNode> StartAsync(string logs) => HostProcess.StartNodeAsync(
        logs, "--set", "tapedeck.checkpoint.interval=50ms", "--set", "tapedeck.journal.roll=1MiB");
}

using Tapedeck.Tests.Host.Support;
using Tapedeck.Tests.ZeroMQ.Closing;

namespace Tapedeck.Tests.Host.Node;

/// <summary>
/// <c>kill -9</c> while both ports are sent to at full speed. Invariants: what was seen in the folder and what was acknowledged
/// before a kill is there after the next start, once, in order, without a gap; in the end the chain can be computed by somebody
/// else.
/// </summary>
public sealed class KilledUnderLoadTests : IDisposable
{
    private const int PushedEach = 4_000;

    private readonly TempFolder _folder = new();
    private readonly AcknowledgedLoad _acknowledged = new("killed/1");
    private readonly PushLoad _pushed = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("never")]
    [InlineData("1MiB")]
    public Task Ten_kills_lose_nothing_that_was_seen_or_acknowledged(string roll) => RunAsync(roll, kills: 10);

    [LongTheory]
    [InlineData("never")]
    [InlineData("1MiB")]
    public Task Two_hundred_kills_lose_nothing_that_was_seen_or_acknowledged(string roll) => RunAsync(roll, kills: 200);

    private async Task RunAsync(string roll, int kills)
    {
        var seed = TestSeed.Next();
        var random = new Random(seed);
        var logs = _folder.File("logs");
        var recorded = new RecordedLines(logs);
        IReadOnlyList<string> seen = [];
        for (var kill = 1; kill <= kills; kill++)
        {
            var because = $"kill {kill}, TAPEDECK_SEED={seed}";
            await using var node = await StartAsync(logs, roll);
            AssertKept(recorded, seen, because);

            using var end = new CancellationTokenSource();
            var loads = Task.WhenAll(
                _acknowledged.RunAsync(node.Acknowledged, end.Token), _pushed.RunAsync(node.Push, PushedEach, end.Token));
            var enough = _acknowledged.Stored + random.Next(1, 3_000);
            await Eventually.IsTrueAsync(() => loads.IsFaulted || _acknowledged.Stored >= enough, $"{enough} acknowledged, {because}");
            seen = random.Next(2) == 0 ? recorded.Look() : [];
            await node.Process.KillAsync();
            await end.CancelAsync();
            await loads;
        }

        await using (var last = await StartAsync(logs, roll))
        {
            AssertKept(recorded, seen, "the last start");
            Assert.Equal(0, await last.Process.TerminateAsync());
        }

        await using (var verify = HostProcess.Start("verify", "--logs", logs))
            Assert.True(await verify.ExitAsync() == 0, verify.Output + verify.Errors);
        Assert.Equal(recorded.LastSequence, ChainCheck.LinesOf(ChainCheck.Prove(logs)).LongCount());
        Assert.Equal(roll != "never", Directory.Exists(Path.Combine(logs, "sessions")));
    }

    private static Task<RunningNode> StartAsync(string logs, string roll) =>
        HostProcess.StartNodeAsync(logs, "--set", $"tapedeck.journal.roll={roll}");

    private void AssertKept(RecordedLines recorded, IReadOnlyList<string> seen, string because)
    {
        var told = _acknowledged.Stored;
        recorded.GoOn(seen, because);
        Assert.True(recorded.LastAcknowledged >= told, $"{told} were acknowledged, {recorded.LastAcknowledged} are there, {because}");
    }
}

using System.Net;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Node;

/// <summary>
/// A node on a small disk that is full, and then is not. Invariants: while it is full the node says so and acknowledges
/// nothing; it goes on by itself; everything acknowledged is there once and in order.
/// </summary>
public sealed class FullDiskTests : IDisposable
{
    private const long Left = 2 * 1024 * 1024;
    private const int More = 500;

    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [MountFact]
    public async Task A_full_disk_in_memory_stops_the_capture_loudly_until_there_is_room()
    {
        using var disk = MountedDisk.InMemory(8);
        await RunAsync(disk);
    }

    [MountFact(ext4: true)]
    public async Task A_full_ext4_stops_the_capture_loudly_until_there_is_room()
    {
        using var disk = MountedDisk.Ext4(24, _folder);
        await RunAsync(disk);
    }

    private async Task RunAsync(MountedDisk disk)
    {
        var logs = Path.Combine(disk.Path, "logs");
        var filler = disk.Fill(Left);
        var load = new AcknowledgedLoad("full/1");
        using var end = new CancellationTokenSource();
        await using (var node = await HostProcess.StartNodeAsync(logs))
        {
            var recorded = new RecordedLines(logs);
            var sending = load.RunAsync(node.Acknowledged, end.Token);
            var reason = await AwaitReadyAsync(node, HttpStatusCode.ServiceUnavailable);
            Assert.Contains(Path.Combine(logs, "current_session.jsonl"), reason, StringComparison.Ordinal);
            Assert.Matches(@"\d+ bytes could not be written", reason);
            Assert.Contains("No space left", reason, StringComparison.Ordinal);
            await Eventually.IsTrueAsync(
                () => node.Process.Errors.Contains("capture stopped", StringComparison.Ordinal), "the log says that it stopped");

            // Several attempts later it is still full, and nobody was told anything that is not there.
            await Eventually.IsTrueAsync(
                () => node.Process.Errors.Split("trying again in").Length > 3, "it tries again");
            recorded.GoOn([], "the disk is full");
            Assert.InRange(load.Stored, 1, recorded.LastAcknowledged);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await ReadyAsync(node)).Status);

            var stored = load.Stored;
            load.Most = recorded.LastAcknowledged + 1000 + More;
            File.Delete(filler);
            await AwaitReadyAsync(node, HttpStatusCode.OK);
            await Eventually.IsTrueAsync(
                () => sending.IsFaulted || load.Stored >= recorded.LastAcknowledged + More, $"it goes on behind {stored}");
            Assert.Contains("capture goes on", node.Process.Errors, StringComparison.Ordinal);
            await end.CancelAsync();
            await sending;
            Assert.Equal(0, await node.Process.TerminateAsync());
            recorded.GoOn([], "the disk has room again");
            Assert.True(recorded.LastAcknowledged >= load.Stored);
            Assert.Equal(recorded.LastSequence, ChainCheck.LinesOf(ChainCheck.Prove(logs)).LongCount());
        }
    }

    private async Task<string> AwaitReadyAsync(RunningNode node, HttpStatusCode wanted)
    {
        var text = "";
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        do
        {
            (var status, text) = await ReadyAsync(node);
            if (status == wanted)
                return text;
        }
        while (await timer.WaitForNextTickAsync(limit.Token));
        throw new TimeoutException($"not {wanted}: {text}");
    }

    private async Task<(HttpStatusCode Status, string Text)> ReadyAsync(RunningNode node)
    {
        using var answer = await _http.GetAsync(new Uri(new Uri(node.Http), "/health/ready"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

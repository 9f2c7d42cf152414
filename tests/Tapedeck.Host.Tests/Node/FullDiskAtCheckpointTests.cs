using System.Text.Json;
using Tapedeck.Journal;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Node;

/// <summary>
/// A disk that is too full for a checkpoint. Invariants: there is no half file, the status says what is wrong, the capture goes
/// on, and with room again the checkpoint is made.
/// </summary>
public sealed class FullDiskAtCheckpointTests : IDisposable
{
    private const int Events = 5_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [MountFact]
    public async Task A_checkpoint_that_does_not_fit_is_said_and_made_later()
    {
        using var disk = MountedDisk.InMemory(32);
        var logs = Path.Combine(disk.Path, "logs");
        var folder = new JournalFolder(logs);
        await using var node = await HostProcess.StartNodeAsync(logs);
        var load = new PushLoad();
        await load.RunAsync(node.Push, Events, CancellationToken.None);
        var session = new Session(logs);
        await Eventually.IsTrueAsync(() => session.CountLines() == Events, "all is recorded");
        var filler = disk.Fill(2 * 1024 * 1024);

        await using (var refused = HostProcess.Start("checkpoint", "--logs", logs))
        {
            Assert.Equal(1, await refused.ExitAsync());
            Assert.Contains("bytes are free", refused.Errors, StringComparison.Ordinal);
        }

        Assert.Contains("bytes are free", (await StatusAsync(logs)).GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder.Checkpoints));
        await load.RunAsync(node.Push, 100, CancellationToken.None);
        await Eventually.IsTrueAsync(() => session.CountLines() == Events + 100, "the capture goes on");

        File.Delete(filler);
        await using (var made = HostProcess.Start("checkpoint", "--logs", logs))
            Assert.True(await made.ExitAsync() == 0, made.Errors);
        Assert.False((await StatusAsync(logs)).TryGetProperty("error", out _));
        Assert.Equal(CheckpointedEvents.Lines(folder), CheckpointedEvents.CheckpointedLines(folder));
    }

    private static async Task<JsonElement> StatusAsync(string logs)
    {
        await using var status = HostProcess.Start("status", "--logs", logs, "--json");
        Assert.Equal(0, await status.ExitAsync());
        return JsonElement.Parse(status.Output).GetProperty("checkpoints");
    }
}

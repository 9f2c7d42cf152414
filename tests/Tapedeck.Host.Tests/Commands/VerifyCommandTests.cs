using System.Text.Json;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Commands;

/// <summary>A recording proved and set right as a user does it, beside a node and without one.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Beside_a_node_that_records_at_full_speed_and_rolls_everything_durable_is_proved()
    {
        var (node, push) = await HostProcess.StartNodeAsync(_folder.Path, "--set", "tapedeck.journal.roll=1MiB");
        await using var _ = node;
        using var stop = new CancellationTokenSource();
        var sending = Task.Run(() =>
        {
            using var pusher = new Pusher(push);
            for (var i = 0; !stop.IsCancellationRequested && i < 100_000; i++)
                pusher.SendMessage($"live-{i}", $"message {i} on the design of the test");
        });

        long events = 0;
        for (var i = 0; i < 4; i++)
        {
            var report = await VerifyAsync(0);
            Assert.Equal("recording", report.GetProperty("state").GetString());
            Assert.True(report.GetProperty("events").GetInt64() >= events);
            events = report.GetProperty("events").GetInt64();
        }

        await stop.CancelAsync();
        await sending;
        Assert.True(events > 0);
        Assert.Equal(0, await node.TerminateAsync());
        var whole = await VerifyAsync(0);
        Assert.True(whole.GetProperty("sessions").GetInt64() > 1);
        Assert.Equal(whole.GetProperty("last_sequence").GetInt64(), whole.GetProperty("events").GetInt64());
    }

    [Fact]
    public async Task What_is_found_is_named_and_set_right_and_no_finding_any_more()
    {
        await RecordAsync(3);
        var session = new Session(_folder.Path).Path;
        var text = await File.ReadAllTextAsync(session);
        await File.WriteAllTextAsync(session, text.Replace("{\"Id\":\"b\"", "{'Id\":\"b\"", StringComparison.Ordinal));

        await using var verify = HostProcess.Start("verify", "--logs", _folder.Path);
        Assert.Equal(3, await verify.ExitAsync());
        Assert.Contains("current_session.jsonl, line 2, byte", verify.Output, StringComparison.Ordinal);
        Assert.Contains("run tapedeck recover", verify.Output, StringComparison.Ordinal);

        await using var recover = HostProcess.Start("recover", "--logs", _folder.Path, "--json");
        Assert.Equal(3, await recover.ExitAsync());
        var kept = JsonElement.Parse(recover.Output).GetProperty("findings")[0].GetProperty("kept_in").GetString()!;
        Assert.StartsWith("{'Id", await File.ReadAllTextAsync(kept), StringComparison.Ordinal);

        var report = await VerifyAsync(0);
        Assert.Equal(2, report.GetProperty("events").GetInt64());
        Assert.Equal(2, report.GetProperty("known_losses")[0].GetProperty("first_sequence").GetInt64());
        await using var again = HostProcess.Start("recover", "--logs", _folder.Path);
        Assert.Equal(0, await again.ExitAsync());
        Assert.Equal("nothing to do", again.Output);
    }

    [Fact]
    public async Task A_torn_tail_is_cut_and_kept()
    {
        await RecordAsync(2);
        await File.AppendAllTextAsync(new Session(_folder.Path).Path, "{\"Id\":\"torn");

        await VerifyAsync(3);
        await using var recover = HostProcess.Start("recover", "--logs", _folder.Path);
        Assert.Equal(3, await recover.ExitAsync());

        Assert.Equal(2, (await VerifyAsync(0)).GetProperty("events").GetInt64());
    }

    [Fact]
    public async Task While_a_node_records_nothing_is_recovered()
    {
        await using var node = await HostProcess.StartNodeAsync(_folder.Path);

        await using var recover = HostProcess.Start("recover", "--logs", _folder.Path);

        Assert.Equal(1, await recover.ExitAsync());
        Assert.Contains("is being recorded into by node", recover.Errors, StringComparison.Ordinal);
    }

    private async Task<JsonElement> VerifyAsync(int exitCode)
    {
        await using var verify = HostProcess.Start("verify", "--logs", _folder.Path, "--json");
        Assert.True(exitCode == await verify.ExitAsync(), verify.Output + verify.Errors);
        Assert.Empty(verify.Errors);
        return JsonElement.Parse(verify.Output);
    }

    private async Task RecordAsync(int count)
    {
        var (node, push) = await HostProcess.StartNodeAsync(_folder.Path);
        await using var _ = node;
        using (var pusher = new Pusher(push))
        {
            foreach (var id in "abc"[..count])
                pusher.SendMessage(id.ToString());
        }

        await Eventually.IsTrueAsync(() => new Session(_folder.Path).CountLines() == count, $"{count} lines");
        Assert.Equal(0, await node.TerminateAsync());
    }
}

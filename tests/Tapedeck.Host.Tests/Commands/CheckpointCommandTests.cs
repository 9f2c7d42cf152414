using System.Net;
using System.Text.Json;
using Tapedeck.Client;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Commands;

/// <summary>Checkpoints as a user makes and lists them, of a node and without one.</summary>
public sealed class CheckpointCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_node_makes_one_on_demand_and_one_at_its_end()
    {
        await using var node = await HostProcess.StartNodeAsync(_folder.Path);
        await RecordAsync(node.Push, "a", "b");

        var made = await RunAsync("checkpoint", "--label", "before-release", "--json");
        Assert.True(made.GetProperty("is_new").GetBoolean());
        Assert.Equal(2, made.GetProperty("checkpoint").GetProperty("message_count").GetInt32());
        Assert.False((await RunAsync("checkpoint", "--json")).GetProperty("is_new").GetBoolean());
        var status = (await RunAsync("status", "--json")).GetProperty("checkpoints");
        Assert.Equal((1, 0), (status.GetProperty("count").GetInt32(), status.GetProperty("new_events").GetInt32()));

        await RecordAsync(node.Push, "c");
        Assert.Equal(0, await node.Process.TerminateAsync());

        var all = await RunAsync("checkpoints", "--json");
        Assert.Equal(["before-release", "shutdown"], all.EnumerateArray().Select(one => one.GetProperty("label").GetString()));
        foreach (var checkpoint in all.EnumerateArray())
        {
            var path = Path.Combine(_folder.Path, "checkpoints", checkpoint.GetProperty("checkpoint_id").GetString()!);
            Assert.True(new FileInfo(path + ".json").IsReadOnly);
            Assert.True(new FileInfo(path + ".parquet") is { IsReadOnly: true, Length: > 0 });
        }

        Assert.Equal(2, (await RunAsync("verify", "--json")).GetProperty("parquet_twins").GetInt32());
    }

    [Fact]
    public async Task Over_http_a_change_needs_its_header_and_a_label_its_form()
    {
        await using var node = await HostProcess.StartNodeAsync(_folder.Path);
        using var http = new HttpClient { BaseAddress = new Uri(node.Http) };

        using var forbidden = await http.PostAsync(new Uri("/api/checkpoints", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        http.DefaultRequestHeaders.Add(HttpNodeClient.ChangeHeader, "1");
        using var refused = await http.PostAsync(new Uri("/api/checkpoints?label=a%2Fb", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("\"a/b\" is no label", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("[]", await http.GetStringAsync(new Uri("/api/checkpoints", UriKind.Relative)));
    }

    [Fact]
    public async Task Where_no_node_runs_the_command_makes_it_itself()
    {
        await using (var node = await HostProcess.StartNodeAsync(_folder.Path))
        {
            await RecordAsync(node.Push, "a", "b", "c");
            await node.Process.KillAsync();
        }

        var made = (await RunAsync("checkpoint", "--json")).GetProperty("checkpoint");

        Assert.Equal(("manual", 3), (made.GetProperty("label").GetString(), made.GetProperty("last_sequence").GetInt32()));
        Assert.Equal(1, (await RunAsync("verify", "--json")).GetProperty("parquet_twins").GetInt32());
        await using var wrong = HostProcess.Start("checkpoint", "--logs", _folder.Path, "--label", "a/b");
        Assert.Equal(2, await wrong.ExitAsync());
    }

    private async Task RecordAsync(string push, params string[] ids)
    {
        var session = new Session(_folder.Path);
        var before = session.CountLines();
        using var pusher = new Pusher(push);
        foreach (var id in ids)
            pusher.SendMessage(id);
        await Eventually.IsTrueAsync(() => session.CountLines() == before + ids.Length, $"{ids.Length} more lines");
    }

    private async Task<JsonElement> RunAsync(params string[] arguments)
    {
        await using var command = HostProcess.Start([.. arguments, "--logs", _folder.Path]);
        Assert.True(await command.ExitAsync() == 0, command.Output + command.Errors);
        return JsonElement.Parse(command.Output);
    }
}

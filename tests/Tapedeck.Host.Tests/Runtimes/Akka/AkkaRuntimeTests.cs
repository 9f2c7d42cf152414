using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Runtimes;

/// <summary>A node on Akka.NET, asked by the commands over Akka.Remote.</summary>
public sealed class AkkaRuntimeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_node_says_in_its_first_line_and_in_its_status_what_it_runs_on()
    {
        var (node, _) = await HostProcess.StartNodeAsync(_folder.Path);
        await using var __ = node;
        Assert.StartsWith("tapedeck on the Akka.NET 1.", node.Output, StringComparison.Ordinal);

        await using var status = HostProcess.Start("status", "--logs", _folder.Path, "--json");

        Assert.Equal(0, await status.ExitAsync());
        Assert.StartsWith("Akka.NET 1.", JsonElement.Parse(status.Output).GetProperty("runtime").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_remote_query_gives_the_same_lines_as_the_file()
    {
        var (node, push) = await HostProcess.StartNodeAsync(_folder.Path, "--set", "tapedeck.remote.bind=127.0.0.1:0");
        await using var _ = node;
        var address = node.Output.Split(' ', ',').Single(word => word.StartsWith("akka.tcp://", StringComparison.Ordinal));
        using (var pusher = new Pusher(push))
        {
            for (var i = 0; i < 2000; i++)
                pusher.SendMessage($"m-{i}");
        }

        var session = new Session(_folder.Path);
        await Eventually.IsTrueAsync(() => session.CountLines() == 2000, "2000 lines");

        await using var all = HostProcess.Start("query", "--node", address, "--json");
        await using var one = HostProcess.Start("query", "--node", address, "--id", "m-1234", "--json");
        await using var status = HostProcess.Start("status", "--node", address, "--json");

        Assert.Equal((0, 0, 0), (await all.ExitAsync(), await one.ExitAsync(), await status.ExitAsync()));
        Assert.Equal(File.ReadAllLines(session.Path), all.Output.Split('\n'));
        Assert.Equal("m-1234", JsonElement.Parse(one.Output).GetProperty("Id").GetString());
        Assert.Equal(2000, JsonElement.Parse(status.Output).GetProperty("journal").GetProperty("events").GetInt64());
    }

    [Fact]
    public async Task A_remote_port_that_nobody_answers_on_is_named()
    {
        await using var status = HostProcess.Start("status", "--node", "akka.tcp://tapedeck@127.0.0.1:1");

        Assert.Equal(1, await status.ExitAsync());
        Assert.Contains("akka.tcp://tapedeck@127.0.0.1:1", status.Errors, StringComparison.Ordinal);
        Assert.Empty(status.Output);
    }

    [Fact]
    public async Task A_taken_remote_port_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = taken.LocalEndpoint.ToString()!;

        await using var node = HostProcess.Start(
            ["node", "--logs", _folder.Path, .. HostProcess.FreePorts, "--set", $"tapedeck.remote.bind={address}"]);

        Assert.Equal(1, await node.ExitAsync());
        Assert.Contains($"cannot bind {address}", node.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_remote_port_beyond_loopback_is_refused_without_certificates()
    {
        await using var node = HostProcess.Start("node", "--logs", _folder.Path, "--set", "tapedeck.remote.bind=0.0.0.0:5590");

        Assert.Equal(2, await node.ExitAsync());
        Assert.Contains("tapedeck.remote.certificate", node.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_for_the_sockets_are_refused_where_nobody_could_check_them()
    {
        await using var node = HostProcess.Start(
            ["node", "--logs", _folder.Path, .. HostProcess.FreePorts,
             "--set", "tapedeck.security.server-key=node.key_secret", "--set", "tapedeck.security.clients=clients"]);

        Assert.Equal(2, await node.ExitAsync());
        Assert.Contains("tapedeck.security.server-key needs the embedded runtime", node.Errors, StringComparison.Ordinal);
    }
}

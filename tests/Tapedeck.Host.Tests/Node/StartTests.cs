using System.Net;
using System.Net.Sockets;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Node;

/// <summary>A node that cannot start says why in one clear line, with the right exit code, and harms nothing.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_taken_recording_port_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var endpoint = $"tcp://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        await AssertRefused(1, endpoint, "--set", $"tapedeck.ingest.push.bind={endpoint}");
    }

    [Fact]
    public async Task A_taken_HTTP_port_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = taken.LocalEndpoint.ToString()!;

        await AssertRefused(1, address, "--set", $"tapedeck.http.bind={address}");
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_named()
    {
        var path = _folder.File("file");
        await File.WriteAllTextAsync(path, "precious");

        await AssertRefused(1, path, "--logs", path);
        Assert.Equal("precious", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task A_second_node_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        var (first, push) = await HostProcess.StartNodeAsync(_folder.Path);
        await using var _ = first;

        await AssertRefused(1, $"process {first.Id}", "--logs", _folder.Path);

        using (var pusher = new Pusher(push))
            pusher.SendMessage("still recorded");
        var session = new Session(_folder.Path);
        await Eventually.IsTrueAsync(() => session.CountLines() == 1, "one line");
        Assert.Equal(0, await first.TerminateAsync());
    }

    [Fact]
    public Task A_misspelt_key_is_named_with_the_key_that_was_meant() =>
        AssertRefusedConfiguration("tapedeck.ingest.puhs.bind = \"tcp://127.0.0.1:5557\"", "tapedeck.ingest.push.bind");

    [Fact]
    public Task A_wrong_unit_is_named_with_file_line_and_column() =>
        AssertRefusedConfiguration("tapedeck {\n  ingest.max-message-size = 5 parsecs\n}", "node.conf:2:");

    [Fact]
    public Task A_syntax_error_is_named_with_file_line_and_column() =>
        AssertRefusedConfiguration("tapedeck {\n  logs = [\n", "node.conf:");

    [Fact]
    public Task A_socket_beyond_loopback_is_refused_without_keys() =>
        AssertRefusedConfiguration("tapedeck.ingest.push.bind = \"tcp://0.0.0.0:5557\"", "0.0.0.0");

    [Fact]
    public Task HTTP_beyond_loopback_is_refused_without_a_token() =>
        AssertRefusedConfiguration("tapedeck.http.bind = \"0.0.0.0:5580\"", "0.0.0.0");

    private async Task AssertRefusedConfiguration(string text, string named)
    {
        var file = _folder.File("node.conf");
        await File.WriteAllTextAsync(file, text);
        await AssertRefused(2, named, "--config", file);
    }

    private async Task AssertRefused(int exitCode, string named, params string[] arguments)
    {
        var logs = _folder.File("logs");
        string[] defaults = arguments.Contains("--logs") ? [] : ["--logs", logs];
        var ports = arguments.Contains("--config") ? [] : HostProcess.FreePorts;
        var node = HostProcess.Start(["node", .. defaults, .. ports, .. arguments]);
        await using var _ = node;

        Assert.Equal(exitCode, await node.ExitAsync());
        Assert.Contains(named, Assert.Single(node.Errors.Split('\n'), line => line.StartsWith("tapedeck: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("ready", node.Output, StringComparison.Ordinal);
        if (exitCode == 2)
            Assert.False(Directory.Exists(logs));
    }
}

using System.Text.Json;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Runtimes;

/// <summary>The default build: what it is made of, and what it says of what it has not.</summary>
public sealed class EmbeddedRuntimeTests
{
    [Theory]
    [InlineData("Akka")]
    [InlineData("NetMQ")]
    [InlineData("Petabridge")]
    [InlineData("DotNetty")]
    public void It_is_made_without_any_package_of_the_Akka_runtime(string package)
    {
        var made = JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Tapedeck.Host.deps.json")));

        Assert.DoesNotContain(
            made.GetProperty("libraries").EnumerateObject(),
            library => library.Name.StartsWith(package, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(1, "status", "--node", "akka.tcp://tapedeck@127.0.0.1:5590")]
    [InlineData(1, "query", "--node", "akka.tcp://tapedeck@127.0.0.1:5590")]
    [InlineData(2, "node", "--set", "tapedeck.remote.bind=127.0.0.1:0")]
    public async Task What_needs_the_other_runtime_says_so(int exitCode, params string[] arguments)
    {
        await using var command = HostProcess.Start(arguments);

        Assert.Equal(exitCode, await command.ExitAsync());
        Assert.Contains("ActorRuntime=Akka", command.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_says_in_its_first_line_what_it_runs_on()
    {
        using var folder = new TempFolder();
        var (node, _) = await HostProcess.StartNodeAsync(folder.Path);
        await using var __ = node;

        Assert.StartsWith("tapedeck on the embedded runtime", node.Output, StringComparison.Ordinal);
    }
}

using System.CommandLine;
using Tapedeck.Host.Node;

namespace Tapedeck.Host.Commands;

/// <summary><c>tapedeck node</c>: records in the foreground until it is told to stop.</summary>
internal static class NodeCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var command = new Command("node", "Runs a node in the foreground. SIGTERM and Ctrl-C drain it and end it.");
        configuration.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(configuration, parsed));
        return command;
    }

    private static async Task<int> RunAsync(ConfigurationOptions configuration, ParseResult parsed)
    {
        var settings = configuration.Load(parsed);
        using var stop = new StopSignal();
        Console.WriteLine(RecorderNode.Banner);
        await using var node = await RecorderNode.StartAsync(settings, TimeProvider.System);

        Console.WriteLine(
            $"ready: {string.Join(", ", node.Topology.Endpoints.Select(bound => $"{bound.Name} {bound.Endpoint}"))}"
            + (node.Remote is null ? "" : $", remote {node.Remote}")
            + (node.Http is null ? "" : $", http {node.Http}")
            + $" -> {node.Topology.Session.Path}");
        await stop.Told;

        if (await node.StopAsync())
            return ExitCode.Done;
        throw new CommandFailedException(
            $"stopped before everything that had been received was durable in {settings.Logs}");
    }
}

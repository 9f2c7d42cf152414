using System.CommandLine;
using System.Text.Json;
using Tapedeck.Client;
using Tapedeck.Host.Display;
using Tapedeck.Journal;
using Tapedeck.Monitoring;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck status</c>: asks the node that records into the folder, or the one at <c>--node</c>. Where no node runs it
/// says what the folder holds.
/// </summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var node = NodeOptions.Node("Asks the node at this address.");
        var json = OutputOptions.Json("The node's status, or what the folder holds.");
        var command = new Command("status", "Health of a node, or what a folder holds where none runs.") { node, json };
        configuration.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var settings = configuration.Load(parsed);
            var folder = new JournalFolder(settings.Logs);
            var url = parsed.GetValue(node) ?? NodeOptions.UrlOfNodeIn(folder);
            if (url is null)
                return ShowFolder(folder, parsed.GetValue(json));
            return await ShowNodeAsync(NodeClient.Connect(url, settings.Remote.Tls), parsed.GetValue(json), stop);
        });
        return command;
    }

    private static async Task<int> ShowNodeAsync(INodeClient client, bool asJson, CancellationToken stop)
    {
        await using var node = client;
        var status = await node.GetStatusAsync(stop);
        if (asJson)
            Console.WriteLine(JsonSerializer.Serialize(status, ClientJson.Default.StatusSnapshot));
        else
            StatusView.Show(status);
        return status.Reason is null ? ExitCode.Done : ExitCode.Failed;
    }

    private static int ShowFolder(JournalFolder folder, bool asJson)
    {
        var holding = FolderStatus.Of(folder);
        if (asJson)
            Console.WriteLine(JsonSerializer.Serialize(holding, FolderStatusJson.Default.FolderStatus));
        else
            StatusView.Show(holding);
        return ExitCode.Done;
    }
}

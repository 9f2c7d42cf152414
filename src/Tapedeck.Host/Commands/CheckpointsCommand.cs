using System.CommandLine;
using System.Text.Json;
using Tapedeck.Checkpointing;
using Tapedeck.Client;
using Tapedeck.Host.Display;
using Tapedeck.Journal;

namespace Tapedeck.Host.Commands;

/// <summary><c>tapedeck checkpoints</c>: the checkpoints of a folder, or of the node at <c>--node</c>.</summary>
internal static class CheckpointsCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var node = NodeOptions.Node("Asks the node at this address instead of reading files.");
        var json = OutputOptions.Json("An array with the facts of each, in the order of their events.");
        var command = new Command("checkpoints", "The checkpoints there are, in the order of their events.") { node, json };
        configuration.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var settings = configuration.Load(parsed);
            var checkpoints = parsed.GetValue(node) is { } url
                ? await AskAsync(url, stop)
                : CheckpointManifest.Read(new JournalFolder(settings.Logs)).All;
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(checkpoints, ClientJson.Default.IReadOnlyListCheckpointFacts));
            else
                CheckpointView.Show(checkpoints);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<CheckpointFacts>> AskAsync(Uri url, CancellationToken stop)
    {
        await using var node = NodeOptions.Http(url);
        return await node.GetCheckpointsAsync(stop);
    }
}

using System.CommandLine;
using System.Text.Json;
using Tapedeck.Checkpointing;
using Tapedeck.Client;
using Tapedeck.Configuration;
using Tapedeck.Host.Display;
using Tapedeck.Journal;
using Tapedeck.Journal.Recovery;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck checkpoint</c>: makes a checkpoint of the events that none has yet; by the node that records into the folder, or
/// the one at <c>--node</c>, and where none runs, itself.
/// </summary>
internal static class CheckpointCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var node = NodeOptions.Node("Has the node at this address make it.");
        var label = new Option<string>("--label")
        {
            Description = "Becomes part of its name: letters, digits, dots, _ and -, at most 64.",
            HelpName = "L",
            DefaultValueFactory = _ => "manual",
        };
        label.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && !NodeProtocol.MakeCheckpoint.IsLabel(text))
                result.AddError($"--label {text}: expected {NodeProtocol.MakeCheckpoint.LabelForm}");
        });
        var json = OutputOptions.Json("One object: is_new, and the checkpoint's facts.");
        var command = new Command("checkpoint", "Makes a checkpoint of the events that none has yet.") { label, node, json };
        configuration.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var settings = configuration.Load(parsed);
            using var signal = new StopSignal();
            var stop = signal.Token;
            var made = (parsed.GetValue(node) ?? NodeOptions.UrlOfNodeIn(new JournalFolder(settings.Logs))) is { } url
                ? await AskAsync(url, parsed.GetValue(label)!, stop)
                : Make(settings, parsed.GetValue(label)!, stop);
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(made, ClientJson.Default.CheckpointMade));
            else
                CheckpointView.Show(made);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<NodeProtocol.CheckpointMade> AskAsync(Uri url, string label, CancellationToken stop)
    {
        await using var node = NodeOptions.Http(url);
        return await node.MakeCheckpointAsync(label, stop);
    }

    private static NodeProtocol.CheckpointMade Make(RecorderSettings settings, string label, CancellationToken stop)
    {
        var folder = RecordedFolder.Of(settings);
        using var held = FolderLock.Acquire(folder);
        using var journal = JournalRecovery.Open(DiskStorage.Instance, folder, DateTimeOffset.UtcNow);
        var maker = CheckpointMaker.Open(
            DiskStorage.Instance, folder, TimeProvider.System, hasTwins: settings.CheckpointParquet is not null);
        var made = maker.Make(label, journal.Durable.SessionEnd, DiskPace.Full, stop);
        if (settings.CheckpointParquet is { } compression)
        {
            foreach (var checkpoint in CheckpointTwin.Missing(folder, maker.All))
                maker.MakeTwin(checkpoint, compression, settings.NaiveOffset, DiskPace.Full, stop);
        }

        return new NodeProtocol.CheckpointMade(made.Count > 0, maker.Last);
    }
}

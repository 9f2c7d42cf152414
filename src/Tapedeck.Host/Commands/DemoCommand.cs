using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tapedeck.Client;
using Tapedeck.Configuration;
using Tapedeck.Host.Demo;
using Tapedeck.Host.Display;
using Tapedeck.Host.Node;
using Tapedeck.Journal;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck demo</c>: the main job on real sockets, by itself. A node with its broker on free ports in a fresh folder, two
/// agents that shake hands and debate, each event shown once it is durable, then a summary of the files.
/// </summary>
internal static class DemoCommand
{
    private const string AnyPort = "tcp://127.0.0.1:*";

    private static readonly TimeSpan ShownWithin = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var json = OutputOptions.Json("The summary; the live view goes to standard error.");
        var command = new Command("demo", "Two agents talk on real sockets and are recorded; ends by itself.") { json };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(bool asJson)
    {
        var folder = Directory.CreateTempSubdirectory("tapedeck-demo-").FullName;
        var settings = SettingsLoader.Load(
            ShippedFiles.Reference, ShippedFiles.Node,
            [
                ("tapedeck.logs", folder), ("tapedeck.http.bind", ""),
                ("tapedeck.report.interval", "0"), ("tapedeck.report.daily", "off"),
                ("tapedeck.ingest.push.bind", AnyPort), ("tapedeck.ingest.acknowledged.bind", AnyPort),
                ("tapedeck.ingest.broker.publishers.bind", AnyPort), ("tapedeck.ingest.broker.subscribers.bind", AnyPort),
            ]);
        using var live = EventPrinter.Readable(onError: asJson);

        (asJson ? Console.Error : Console.Out).WriteLine(RecorderNode.Banner);
        await using var node = await RecorderNode.StartAsync(settings, TimeProvider.System, LogLevel.Warning);
        var recorded = new JournalFolder(folder);
        var view = node.Actors.ActorOf(Props.Create(() => new LiveViewActor(recorded, live)), "live-view");
        await ConverseAsync(node.Topology, Path.Combine(folder, "spool"));
        await view.Ask<LiveViewActor.Shown>(new LiveViewActor.AwaitShown(DemoScript.Turns.Count), ShownWithin);
        await node.StopAsync();

        var summary = DemoSummary.Of(new JournalFolder(folder), sent: DemoScript.Turns.Count);
        if (asJson)
            Console.WriteLine(JsonSerializer.Serialize(summary, DemoJson.Default.DemoSummary));
        else
            DemoView.Show(summary);
        return summary.Recorded == summary.Sent
            ? ExitCode.Done
            : throw new CommandFailedException(
                $"{summary.Sent} messages were sent and {summary.Recorded} recorded in {recorded.Session}");
    }

    private static async Task ConverseAsync(RecorderTopology node, string spool)
    {
        var options = new AgentOptions
        {
            Publish = node.Endpoint("publish"),
            Subscribe = node.Endpoint("subscribe"),
            Record = node.Endpoint("acknowledged"),
            SpoolFolder = spool,
        };
        await using var claude = new DemoAgent(DemoScript.Claude, options);
        await using var gemini = new DemoAgent(DemoScript.Gemini, options);
        await Task.WhenAll(claude.TalkAsync(DemoScript.Turns), gemini.TalkAsync(DemoScript.Turns));
    }
}

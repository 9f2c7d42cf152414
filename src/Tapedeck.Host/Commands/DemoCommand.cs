using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tapedeck.Configuration;
using Tapedeck.Host.Demo;
using Tapedeck.Host.Display;
using Tapedeck.Host.Node;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck demo</c>: the main job on real sockets, by itself. A node on free ports in a fresh folder, two agents that
/// shake hands and debate, each event shown once it is durable, then a summary of the file.
/// </summary>
internal static class DemoCommand
{
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
            [("tapedeck.logs", folder), ("tapedeck.ingest.push.bind", "tcp://127.0.0.1:*"), ("tapedeck.http.bind", "")]);
        using var live = EventPrinter.Readable(onError: asJson);

        (asJson ? Console.Error : Console.Out).WriteLine(RecorderNode.Banner);
        await using var node = await RecorderNode.StartAsync(settings, TimeProvider.System, LogLevel.Warning);
        var session = node.Topology.Session.Path;
        var view = node.Actors.ActorOf(Props.Create(() => new LiveViewActor(session, live)), "live-view");
        await ConverseAsync(node.Topology.Push.Endpoint);
        await view.Ask<LiveViewActor.Shown>(new LiveViewActor.AwaitShown(DemoScript.Turns.Count), ShownWithin);
        await node.StopAsync();

        var summary = DemoSummary.Of(session, sent: DemoScript.Turns.Count);
        if (asJson)
            Console.WriteLine(JsonSerializer.Serialize(summary, DemoJson.Default.DemoSummary));
        else
            DemoView.Show(summary);
        return summary.Recorded == summary.Sent
            ? ExitCode.Done
            : throw new CommandFailedException(
                $"{summary.Sent} messages were sent and {summary.Recorded} recorded in {session}");
    }

    /// <summary>Each agent on a thread of its own, as its sockets ask for.</summary>
    private static async Task ConverseAsync(string recorder)
    {
        using var sockets = new ZmqContext();
        using var claude = new DemoAgent(
            DemoScript.Claude, DemoAgent.RecordingForm.Observation, sockets, TimeProvider.System);
        using var gemini = new DemoAgent(DemoScript.Gemini, DemoAgent.RecordingForm.Flat, sockets, TimeProvider.System);
        var (claudeInbox, geminiInbox) = (claude.Open(), gemini.Open());
        await Task.WhenAll(
            OnThread(() => claude.Talk(DemoScript.Turns, geminiInbox, recorder)),
            OnThread(() => gemini.Talk(DemoScript.Turns, claudeInbox, recorder)));
    }

    private static Task OnThread(Action work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}

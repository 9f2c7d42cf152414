using Microsoft.Extensions.Logging;
using Tapedeck.Analytics;
using Tapedeck.Client;
using Tapedeck.Configuration;
using Tapedeck.Query;
using Tapedeck.Runtimes;
using Tapedeck.Tests.Analytics;

namespace Tapedeck.Tests.Runtimes;

/// <summary>A node's remote side on a real port, with actors behind it that answer for the recorder; and its log.</summary>
internal sealed class RemoteNode : IAsyncDisposable
{
    public static readonly StatusSnapshot Status = new(
        "alpha", "Akka.NET", "recording", null, DateTimeOffset.UnixEpoch, 1, 2,
        new JournalStatus("session", 1, 2, 3, "group", "", 4, 5, 6, 7, 8, 9, 10, 11, null), new ProducersStatus(0, []), [], null, null, null, null, null);

    private readonly ActorSystemHost _host;

    private RemoteNode(ActorSystemHost host, KeptLog log) => (_host, Log) = (host, log);

    /// <summary>akka.tcp://tapedeck@127.0.0.1:port</summary>
    public Uri Address => new(_host.RemoteAddress!);

    public KeptLog Log { get; }

    public static async Task<RemoteNode> StartAsync(RemoteTls? tls = null)
    {
        var log = new KeptLog();
        var logger = log.CreateLogger("tapedeck");
        var host = await ActorSystemHost.StartAsync(
            "tapedeck", new RemoteSettings("127.0.0.1", 0, tls), security: null,
            LoggerFactory.Create(logging => logging.AddProvider(log)), system =>
            {
                var answers = system.ActorOf(Props.Create(() => new Answers()), "answers");
                system.ActorOf(Props.Create(() => new NodeActor(answers, answers, answers, answers, answers, logger)), "node");
                return Task.CompletedTask;
            });
        return new RemoteNode(host, log);
    }

    /// <summary>Asks as a client of this version does, and sees that the node is unharmed.</summary>
    public async Task AssertAnswersAsync(RemoteTls? tls = null)
    {
        await using var client = NodeClient.Connect(Address, tls);
        Assert.Equivalent(Status, await client.GetStatusAsync(), strict: true);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private sealed class Answers : ReceiveActor
    {
        public Answers()
        {
            Receive<NodeProtocol.GetStatus>(_ => Sender.Tell(Status));
            Receive<NodeProtocol.QueryEvents>(query =>
                Sender.Tell(new NodeProtocol.EventPage([new byte[query.Limit]], query.Cursor)));
            Receive<AnalyticsProtocol.MakeReport>(request =>
                Sender.Tell(new AnalyticsProtocol.ReportMade(SomeReport.Of(request.Filter?.Speaker ?? "everybody"), LastSequence: 7)));
        }
    }
}

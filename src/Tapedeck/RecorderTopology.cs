using Microsoft.Extensions.Logging;
using Tapedeck.Alerting;
using Tapedeck.Analytics;
using Tapedeck.Checkpointing;
using Tapedeck.Configuration;
using Tapedeck.Enrichment;
using Tapedeck.Enrichment.Masking;
using Tapedeck.Ingest;
using Tapedeck.Journal;
using Tapedeck.Journal.Storage;
using Tapedeck.Monitoring;
using Tapedeck.Query;
using Tapedeck.Security;
using Tapedeck.ZeroMQ;
using static Tapedeck.Ingest.IngestProtocol;

namespace Tapedeck;

/// <summary>
/// The whole actor tree of a node:
/// <code>
/// /user/journal        JournalActor, a thread of its own, the only writer
/// /user/enrichers      RoundRobinPool of EnricherActor
/// /user/zap            ZapActor, a thread of its own, lets clients connect by their keys
/// /user/push           SocketReaderActor, a thread of its own, PULL 5557
/// /user/acknowledged   AcknowledgedReaderActor, a thread of its own, ROUTER 5558
/// /user/broker         BrokerActor, a thread of its own, XSUB 5555 and XPUB 5556
/// /user/tap            SocketReaderActor, a thread of its own, SUB of somebody else's broker
/// /user/quarantine     QuarantineActor, feeds frames back from the quarantine
/// /user/checkpoints    CheckpointActor, makes checkpoints and their Parquet twins
/// /user/analytics      AnalyticsActor, follows the journal and makes reports
/// /user/alerts         AlertActor, notices what goes wrong; its webhook sends it
/// /user/reports        ReportScheduleActor, has reports made by the clock
/// /user/status         StatusActor, answers GetStatus
/// /user/query          QueryActor, answers QueryEvents
/// /user/node           NodeActor, the door for what asks from outside
/// </code>
/// </summary>
internal sealed class RecorderTopology
{
    /// <summary>The dispatcher that gives an actor a thread of its own.</summary>
    private const string PinnedDispatcher = "pinned-dispatcher";

    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);

    private readonly List<BoundEndpoint> _endpoints = [];

    private RecorderTopology(JournalProtocol.JournalOpened session) => Session = session;

    /// <summary>Answers <see cref="Client.NodeProtocol"/>.</summary>
    public IActorRef Node { get; private set; } = ActorRefs.Nobody;

    /// <summary>Answers <see cref="AnalyticsProtocol"/>.</summary>
    public IActorRef Analytics { get; private set; } = ActorRefs.Nobody;

    /// <summary>The session that is recorded, as it was opened.</summary>
    public JournalProtocol.JournalOpened Session { get; }

    /// <summary>Where agents reach the node, as bound.</summary>
    public IReadOnlyList<BoundEndpoint> Endpoints => _endpoints;

    /// <summary>The bound endpoint of this name, such as <c>push</c>.</summary>
    public string Endpoint(string name) => _endpoints.First(bound => bound.Name == name).Endpoint;

    /// <summary>Whether the shutdown made everything durable that had been read.</summary>
    public bool IsDrained { get; private set; }

    /// <summary>
    /// Builds the tree from the end of the data's way to its start: nothing is read before it can be stored. Shutting
    /// the system down drains it in the other order.
    /// </summary>
    /// <exception cref="JournalFolderException">The folder cannot be recorded into.</exception>
    /// <exception cref="SocketBindException">A socket cannot be bound.</exception>
    public static async Task<RecorderTopology> StartAsync(
        ActorSystem system, RecorderSettings settings, Taxonomy taxonomy, ZmqContext sockets, SocketSecurity? security,
        TimeProvider time, ILogger log, IStorage? storage = null)
    {
        var folder = new JournalFolder(settings.Logs);
        var recorded = new JournalSettings(
            folder, settings.DedupeWindow, settings.Durability, settings.Roll, storage ?? DiskStorage.Instance);
        var journal = system.ActorOf(
            Props.Create(() => new JournalActor(recorded, time, log)).WithDispatcher(PinnedDispatcher), "journal");
        var topology = new RecorderTopology(await journal.Ask<JournalProtocol.JournalOpened>(
            JournalProtocol.Open.Instance, StartWithin));

        var mask = settings.Mask == SecretKinds.None ? null : new MaskRules(settings.Mask, MaskSalt.Of(folder));
        var enrichers = system.ActorOf(
            Props.Create(() => new EnricherActor(taxonomy, settings.MaxMessageSize, mask, journal, log))
                .WithRouter(new RoundRobinPool(settings.EnricherPoolSize)),
            "enrichers");

        IActorRef? zap = null;
        if (security is not null)
        {
            var counters = new ZapCounters();
            zap = system.ActorOf(
                Props.Create(() => new ZapActor(security, sockets, counters, time, log)).WithDispatcher(PinnedDispatcher), "zap");
            await zap.Ask<ZapProtocol.Started>(ZapProtocol.Start.Instance, StartWithin);
        }

        var readers = new List<IActorRef>();
        foreach (var (name, props) in Readers(settings, sockets, security, enrichers, time, log))
        {
            var reader = system.ActorOf(props.WithDispatcher(PinnedDispatcher), name);
            readers.Add(reader);
            topology._endpoints.AddRange((await reader.Ask<SocketBound>(Bind.Instance, StartWithin)).Endpoints);
        }

        var checkpointed = new CheckpointSettings(
            folder, settings.CheckpointInterval, settings.CheckpointParquet, settings.NaiveOffset,
            storage ?? DiskStorage.Instance);
        var checkpoints = system.ActorOf(
            Props.Create(() => new CheckpointActor(checkpointed, journal, time, log)), "checkpoints");
        var analytics = system.ActorOf(
            Props.Create(() => new AnalyticsActor(folder, settings.NaiveOffset, journal, time, log)), "analytics");
        topology.Analytics = analytics;
        var alerted = settings.Alerts;
        var probe = new AlertProbe(folder, journal, readers, analytics, time);
        var alertFile = new AlertFile(folder.Alerts, storage ?? DiskStorage.Instance);
        var alerts = alerted.Interval == TimeSpan.Zero
            ? null
            : system.ActorOf(Props.Create(() => new AlertActor(alerted, probe, alertFile, time, log)), "alerts");
        var reported = settings.Report;
        var reports = reported.IsScheduled
            ? system.ActorOf(Props.Create(() => new ReportScheduleActor(reported, journal, analytics, time, log)), "reports")
            : null;
        var isMasking = mask is not null;
        var status = system.ActorOf(
            Props.Create(() => new StatusActor(settings.NodeName, journal, readers, checkpoints, alerts, reports, zap, isMasking, time)), "status");
        var query = system.ActorOf(
            Props.Create(() => new QueryActor(folder, settings.NaiveOffset, journal)), "query");
        var quarantine = system.ActorOf(Props.Create(() => new QuarantineActor(folder, enrichers, journal)), "quarantine");
        topology.Node = system.ActorOf(Props.Create(() => new NodeActor(status, query, quarantine, checkpoints, analytics, log)), "node");

        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceUnbind, "drain", async () =>
        {
            await Task.WhenAll(readers.Select(reader =>
                reader.Ask<Drained>(Drain.Instance, Timeout.InfiniteTimeSpan)));
            topology.IsDrained = true;
            return Done.Instance;
        });
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, "finish followers", async () =>
        {
            await Task.WhenAll(
                checkpoints.Ask<CheckpointProtocol.Finished>(CheckpointProtocol.Finish.Instance, Timeout.InfiniteTimeSpan),
                analytics.Ask<AnalyticsProtocol.Finished>(AnalyticsProtocol.Finish.Instance, Timeout.InfiniteTimeSpan));
            return Done.Instance;
        });
        return topology;
    }

    /// <summary>The readers that the settings ask for, with their names.</summary>
    private static IEnumerable<(string Name, Props Props)> Readers(
        RecorderSettings settings, ZmqContext sockets, SocketSecurity? security, IActorRef enrichers, TimeProvider time,
        ILogger log)
    {
        var push = SocketReaderSettings.Push(settings);
        var pushed = new ReaderCounters();
        yield return ("push", Props.Create(() => new SocketReaderActor(push, sockets, security, enrichers, pushed, time, log)));

        if (AcknowledgedReaderSettings.From(settings) is { } acknowledged)
        {
            var counters = new ReaderCounters();
            yield return ("acknowledged", Props.Create(() => new AcknowledgedReaderActor(
                acknowledged, sockets, security, enrichers, counters, time, log)));
        }

        if (settings.Broker is { } broker)
        {
            var counters = new ReaderCounters();
            yield return ("broker", Props.Create(() => new BrokerActor(
                broker, settings.MaxMessageSize, settings.InFlightLimit, sockets, security, enrichers, counters, time, log)));
        }

        if (SocketReaderSettings.Tap(settings) is { } tap)
        {
            var counters = new ReaderCounters();
            yield return ("tap", Props.Create(() => new SocketReaderActor(tap, sockets, security, enrichers, counters, time, log)));
        }
    }
}

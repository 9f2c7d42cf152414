using Microsoft.Extensions.Logging;
using Tapedeck.Configuration;
using Tapedeck.Enrichment;
using Tapedeck.Ingest;
using Tapedeck.Journal;
using Tapedeck.Monitoring;
using Tapedeck.Query;
using Tapedeck.ZeroMQ;

namespace Tapedeck;

/// <summary>
/// The whole actor tree of a node:
/// <code>
/// /user/journal     JournalActor, a thread of its own, the only writer
/// /user/enrichers   RoundRobinPool of EnricherActor
/// /user/push        SocketReaderActor, a thread of its own, PULL 5557
/// /user/status      StatusActor, answers GetStatus
/// /user/query       QueryActor, answers QueryEvents
/// /user/node        NodeActor, the door for what asks from outside
/// </code>
/// </summary>
internal sealed class RecorderTopology
{
    /// <summary>The dispatcher that gives an actor a thread of its own.</summary>
    private const string PinnedDispatcher = "pinned-dispatcher";

    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(30);

    private RecorderTopology(
        IActorRef node, JournalProtocol.JournalOpened session, IngestProtocol.SocketBound push) =>
        (Node, Session, Push) = (node, session, push);

    /// <summary>Answers <see cref="Client.NodeProtocol"/>.</summary>
    public IActorRef Node { get; }

    /// <summary>The session that is recorded, as it was opened.</summary>
    public JournalProtocol.JournalOpened Session { get; }

    /// <summary>The recording port, as it was bound.</summary>
    public IngestProtocol.SocketBound Push { get; }

    /// <summary>Whether the shutdown made everything durable that had been read.</summary>
    public bool IsDrained { get; private set; }

    /// <summary>
    /// Builds the tree from the end of the data's way to its start: nothing is read before it can be stored. Shutting
    /// the system down drains it in the other order.
    /// </summary>
    /// <exception cref="JournalFolderException">The folder cannot be recorded into.</exception>
    /// <exception cref="SocketBindException">A socket cannot be bound.</exception>
    public static async Task<RecorderTopology> StartAsync(
        ActorSystem system, RecorderSettings settings, Taxonomy taxonomy, ZmqContext sockets, TimeProvider time,
        ILogger log)
    {
        var folder = new JournalFolder(settings.Logs);
        var journal = system.ActorOf(
            Props.Create(() => new JournalActor(folder, time, log)).WithDispatcher(PinnedDispatcher), "journal");
        var session = await journal.Ask<JournalProtocol.JournalOpened>(
            JournalProtocol.Open.Instance, StartWithin);

        var enrichers = system.ActorOf(
            Props.Create(() => new EnricherActor(taxonomy, settings.MaxMessageSize, journal, log))
                .WithRouter(new RoundRobinPool(settings.EnricherPoolSize)),
            "enrichers");

        var pushSettings = SocketReaderSettings.Push(settings);
        var counters = new ReaderCounters();
        var push = system.ActorOf(
            Props.Create(() => new SocketReaderActor(pushSettings, sockets, enrichers, counters, time, log))
                .WithDispatcher(PinnedDispatcher),
            "push");
        var bound = await push.Ask<IngestProtocol.SocketBound>(IngestProtocol.Bind.Instance, StartWithin);

        IReadOnlyList<IActorRef> readers = [push];
        var status = system.ActorOf(
            Props.Create(() => new StatusActor(settings.NodeName, journal, readers, time)), "status");
        var query = system.ActorOf(
            Props.Create(() => new QueryActor(session.Path, settings.NaiveOffset, journal)), "query");
        var node = system.ActorOf(Props.Create(() => new NodeActor(status, query, log)), "node");
        var topology = new RecorderTopology(node, session, bound);

        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceUnbind, "drain", async () =>
        {
            await Task.WhenAll(readers.Select(reader =>
                reader.Ask<IngestProtocol.Drained>(IngestProtocol.Drain.Instance, Timeout.InfiniteTimeSpan)));
            topology.IsDrained = true;
            return Done.Instance;
        });
        return topology;
    }
}

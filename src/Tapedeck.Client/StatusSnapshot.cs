namespace Tapedeck.Client;

/// <summary>The health of a node at one moment.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Runtime">The actor runtime it runs on: <c>embedded</c>, or <c>Akka.NET</c> and its version.</param>
/// <param name="State"><c>recording</c>, or <c>stopped</c> while nothing can be written or read.</param>
/// <param name="Reason">Why it is stopped, or null.</param>
/// <param name="StartedAt">When the node was started, UTC.</param>
/// <param name="UptimeSeconds">Since then.</param>
/// <param name="EventsPerSecond">Durable events, over the last ten seconds.</param>
/// <param name="Journal">The session that is recorded.</param>
/// <param name="Sockets">One entry a socket.</param>
public sealed record StatusSnapshot(
    string Node, string Runtime, string State, string? Reason, DateTimeOffset StartedAt, double UptimeSeconds,
    double EventsPerSecond, JournalStatus Journal, IReadOnlyList<SocketStatus> Sockets);

/// <summary>The session of a node.</summary>
/// <param name="Session">Path of the session file, on the node's machine.</param>
/// <param name="LastSequence">Sequence of the last durable event.</param>
/// <param name="Bytes">Durable length of the session file.</param>
/// <param name="Events">Events recorded since the node started.</param>
/// <param name="Quarantined">Frames put into quarantine since then.</param>
/// <param name="UnknownSpeakers">Events since then whose sender did not say who it is.</param>
/// <param name="EmptyTexts">Events since then without any text.</param>
/// <param name="Blocks">Flushes since then.</param>
/// <param name="LastCommitAt">When the last block became durable, UTC; null before the first.</param>
public sealed record JournalStatus(
    string Session, long LastSequence, long Bytes, long Events, long Quarantined, long UnknownSpeakers, long EmptyTexts,
    long Blocks, DateTimeOffset? LastCommitAt);

/// <summary>One socket of a node.</summary>
/// <param name="Name">The socket's name: <c>push</c>.</param>
/// <param name="Endpoint">As bound.</param>
/// <param name="Received">Frames read since the node started.</param>
/// <param name="ReceivedBytes">Their bytes.</param>
/// <param name="InFlightBytes">Bytes read and not yet durable.</param>
/// <param name="InFlightLimit">Bytes at which reading pauses.</param>
public sealed record SocketStatus(
    string Name, string Endpoint, long Received, long ReceivedBytes, long InFlightBytes, long InFlightLimit);

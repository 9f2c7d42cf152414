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
/// <param name="Producers">Who numbers what it records.</param>
/// <param name="Sockets">One entry a socket.</param>
/// <param name="Checkpoints">What became of the record's checkpoints; null from a node that makes none.</param>
/// <param name="Alerts">What is wrong at the moment; null from a node that does not watch.</param>
/// <param name="Reports">The reports that are made by the clock; null where none are.</param>
/// <param name="Keys">Who was let in and who was not; null where no keys are asked for.</param>
/// <param name="Masked">The secrets that were masked; null where that is switched off.</param>
public sealed record StatusSnapshot(
    string Node, string Runtime, string State, string? Reason, DateTimeOffset StartedAt, double UptimeSeconds,
    double EventsPerSecond, JournalStatus Journal, ProducersStatus Producers, IReadOnlyList<SocketStatus> Sockets,
    CheckpointsStatus? Checkpoints, AlertsStatus? Alerts, ReportsStatus? Reports, KeysStatus? Keys, MaskedStatus? Masked);

/// <summary>The session of a node.</summary>
/// <param name="Session">Path of the session file, on the node's machine.</param>
/// <param name="SessionNumber">The session's place among those of the folder, from 1.</param>
/// <param name="LastSequence">Sequence of the last durable event.</param>
/// <param name="Bytes">Durable length of the session file.</param>
/// <param name="Durability">When the journal flushes: <c>group</c>, <c>each</c>, <c>interval 100ms</c>.</param>
/// <param name="ChainHead">Last link of the chain over all that is durable: SHA-256, hex.</param>
/// <param name="Events">Events recorded since the node started.</param>
/// <param name="Deliveries">Further observations of events since then.</param>
/// <param name="IdCollisions">Events since then whose id another message had.</param>
/// <param name="Resends">Messages since then that producers sent again and that were stored already.</param>
/// <param name="Quarantined">Frames put into quarantine since then.</param>
/// <param name="UnknownSpeakers">Events since then whose sender did not say who it is.</param>
/// <param name="EmptyTexts">Events since then without any text.</param>
/// <param name="Blocks">Flushes of the session since then.</param>
/// <param name="LastCommitAt">When the last block became durable, UTC; null before the first.</param>
public sealed record JournalStatus(
    string Session, long SessionNumber, long LastSequence, long Bytes, string Durability, string ChainHead, long Events, long Deliveries, long IdCollisions, long Resends,
    long Quarantined, long UnknownSpeakers, long EmptyTexts, long Blocks, DateTimeOffset? LastCommitAt);

/// <summary>The producers of acknowledged recording.</summary>
/// <param name="Known">How many.</param>
/// <param name="WithGaps">Those whose numbering has gaps, the most missing first; at most 20.</param>
public sealed record ProducersStatus(int Known, IReadOnlyList<ProducerStatus> WithGaps);

/// <summary>One producer whose numbering has gaps: what it numbered and did not arrive.</summary>
/// <param name="Producer">Its name.</param>
/// <param name="LastNumber">The highest number that it recorded.</param>
/// <param name="Missing">Numbers below that never came.</param>
/// <param name="Ranges">The first of them, <c>3-4 9-9</c>.</param>
public sealed record ProducerStatus(string Producer, long LastNumber, long Missing, string Ranges);

/// <summary>The checkpoints of a node's folder.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Last">The one with the last events; null if there is none.</param>
/// <param name="NewEvents">Events that are in none yet.</param>
/// <param name="NextAt">When the next is made, if there are any; null if that is only when it is asked for.</param>
/// <param name="WithoutParquet">How many have no Parquet twin yet.</param>
/// <param name="Error">Why one could not be made; it is tried again. Null if nothing is wrong.</param>
public sealed record CheckpointsStatus(
    int Count, CheckpointFacts? Last, long NewEvents, DateTimeOffset? NextAt, int WithoutParquet, string? Error);

/// <summary>The reports that a node makes by the clock.</summary>
/// <param name="LastPath">Path of the last one's files on the node's machine, without an extension; null before the first since the start.</param>
/// <param name="LastAt">When it was made, UTC; null before the first.</param>
/// <param name="NextAt">When the next is made, if there are new events; null if none is.</param>
/// <param name="Error">Why one could not be made; it is tried again. Null if nothing is wrong.</param>
public sealed record ReportsStatus(string? LastPath, DateTimeOffset? LastAt, DateTimeOffset? NextAt, string? Error);

/// <summary>Handshakes since the start, where clients need a key.</summary>
/// <param name="Accepted">Let in.</param>
/// <param name="Refused">Not let in.</param>
/// <param name="LastRefusal">Why the last of them was not, or null.</param>
public sealed record KeysStatus(long Accepted, long Refused, string? LastRefusal);

/// <summary>Secrets masked in events and in quarantine records since the start.</summary>
/// <param name="ApiKeys">Keys of services, and what was assigned to names such as <c>password</c>.</param>
/// <param name="BearerTokens">Bearer tokens and JSON Web Tokens.</param>
/// <param name="PrivateKeys">Private keys.</param>
/// <param name="Emails">E-mail addresses.</param>
public sealed record MaskedStatus(long ApiKeys, long BearerTokens, long PrivateKeys, long Emails);

/// <summary>One socket of a node.</summary>
/// <param name="Name">What it is for: <c>push</c>, <c>broker</c>, <c>acknowledged</c> or <c>tap</c>.</param>
/// <param name="Endpoint">As bound.</param>
/// <param name="Received">Frames read since the node started.</param>
/// <param name="ReceivedBytes">Their bytes.</param>
/// <param name="InFlightBytes">Bytes read and not yet durable.</param>
/// <param name="InFlightLimit">Bytes at which reading pauses.</param>
/// <param name="Refused">Requests refused since the node started.</param>
/// <param name="Missed">Messages that the broker passed on while the recorder could not take them.</param>
public sealed record SocketStatus(
    string Name, string Endpoint, long Received, long ReceivedBytes, long InFlightBytes, long InFlightLimit,
    long Refused, long Missed);

/// <summary>What a node watches.</summary>
/// <param name="Active">What is wrong, the oldest first.</param>
/// <param name="Error">Why notices cannot be written or sent at the moment, or null.</param>
/// <param name="Unwritten">Notices that wait to be written.</param>
/// <param name="Unsent">Notices that wait to be sent to the webhook.</param>
/// <param name="GivenUp">Notices that were not written, or not sent, for too long.</param>
public sealed record AlertsStatus(IReadOnlyList<ActiveAlert> Active, string? Error, int Unwritten, int Unsent, long GivenUp);

/// <summary>Something that is wrong.</summary>
/// <param name="Rule">Which rule says so: <c>disk</c>, <c>silence</c> …</param>
/// <param name="Subject">Of what: a speaker's name; empty where there is only one.</param>
/// <param name="Since">When it was noticed, UTC.</param>
/// <param name="Message">What was found, where, and what to do.</param>
public sealed record ActiveAlert(string Rule, string Subject, DateTimeOffset Since, string Message);

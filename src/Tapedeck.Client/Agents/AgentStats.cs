namespace Tapedeck.Client;

/// <summary>
/// What a connection did since it was opened, at one moment. An observation is what is recorded of one message: that it was
/// sent, received, or went another way.
/// </summary>
/// <param name="Sent">Messages given to <see cref="AgentConnection.Send"/>.</param>
/// <param name="Received">Messages handed out by <see cref="AgentConnection.ReceiveAsync"/>.</param>
/// <param name="Recorded">Observations taken for recording: spooled, or queued without acknowledgement.</param>
/// <param name="Stored">Observations that the node has made durable, those that an earlier process left included.</param>
/// <param name="Rejected">Observations that the node could not understand; it keeps them in quarantine.</param>
/// <param name="Dropped">
/// Observations that were not recorded, and messages that were not published: there was no room, the spool could not be
/// written, or was damaged.
/// </param>
/// <param name="Pending">
/// Observations in all spools of this connection that wait for the node's answer; without acknowledgement, for the socket.
/// </param>
/// <param name="IsConnected">
/// Whether the recorder takes observations now: it has welcomed this connection's own producer, or without acknowledgement is
/// connected. False once closed.
/// </param>
/// <param name="LastError">What went wrong last, for a person to read; null if nothing did.</param>
public sealed record AgentStats(
    long Sent, long Received, long Recorded, long Stored, long Rejected, long Dropped, long Pending, bool IsConnected,
    string? LastError);

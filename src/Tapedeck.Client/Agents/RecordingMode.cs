namespace Tapedeck.Client;

/// <summary>What an agent knows of what it records.</summary>
public enum RecordingMode
{
    /// <summary>
    /// Each message is in a spool file until a node says that it is durable, and sent again after a crash of either side.
    /// </summary>
    Acknowledged,

    /// <summary>Sent once, without an answer. While 10,000 wait to be sent, what is new is dropped and counted.</summary>
    FireAndForget,
}

namespace Tapedeck.Client;

/// <summary>What waits between the agent's threads and the one that owns the sockets.</summary>
internal sealed class AgentQueues
{
    private const int MessageLimit = 10_000;
    private const long ByteLimit = 64 * 1024 * 1024;

    /// <summary>To be published; where it is full the oldest message is dropped.</summary>
    public BoundedQueue<OutgoingMessage> Outbox { get; } = new(MessageLimit, ByteLimit);

    /// <summary>Received; while it is full the subscriber's socket is not read, and the broker drops.</summary>
    public BoundedQueue<IncomingMessage> Inbox { get; } = new(MessageLimit, ByteLimit);

    /// <summary>To be recorded without acknowledgement.</summary>
    public BoundedQueue<ReadOnlyMemory<byte>> Push { get; } = new(MessageLimit, ByteLimit);
}

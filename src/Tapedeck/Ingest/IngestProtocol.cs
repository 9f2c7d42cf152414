namespace Tapedeck.Ingest;

/// <summary>What is said to a socket reader, and what it answers.</summary>
internal static class IngestProtocol
{
    /// <summary>
    /// Binds the socket and begins to read. Answered with <see cref="SocketBound"/>, or a failure that says why it cannot
    /// be bound.
    /// </summary>
    public sealed record Bind
    {
        public static readonly Bind Instance = new();
    }

    /// <param name="Endpoint">As bound: a wildcard port is resolved.</param>
    public sealed record SocketBound(string Endpoint);

    /// <summary>The journal's credit: these bytes of this stream are durable and no longer in flight.</summary>
    public sealed record BatchDurable(StreamId Stream, int Bytes);

    /// <summary>
    /// Stops taking new connections, reads what the socket already holds and answers <see cref="Drained"/> once all of
    /// it is durable.
    /// </summary>
    public sealed record Drain
    {
        public static readonly Drain Instance = new();
    }

    public sealed record Drained
    {
        public static readonly Drained Instance = new();
    }

    public sealed record GetReaderStatus
    {
        public static readonly GetReaderStatus Instance = new();
    }

    /// <param name="Name">The socket's name: <c>push</c>.</param>
    /// <param name="Endpoint">As bound, or as configured while it is not.</param>
    /// <param name="Received">Frames read since the node started.</param>
    /// <param name="ReceivedBytes">Their bytes on the wire.</param>
    /// <param name="InFlightBytes">Bytes read and not yet durable.</param>
    /// <param name="InFlightLimit">Bytes at which reading pauses.</param>
    /// <param name="Error">Why the socket is not bound, or null.</param>
    public sealed record ReaderSnapshot(
        string Name, string Endpoint, long Received, long ReceivedBytes, long InFlightBytes, long InFlightLimit,
        string? Error);
}

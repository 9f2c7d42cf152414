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

    /// <param name="Endpoints">As bound: a wildcard port is resolved.</param>
    public sealed record SocketBound(IReadOnlyList<BoundEndpoint> Endpoints);

    /// <param name="Name">What it is for: <c>push</c>, <c>publish</c>, <c>subscribe</c>, <c>acknowledged</c>, <c>tap</c>.</param>
    /// <param name="Endpoint">Where agents reach it.</param>
    public sealed record BoundEndpoint(string Name, string Endpoint);

    /// <summary>The journal's credit: these bytes of this stream are durable and no longer in flight.</summary>
    /// <param name="Acknowledgements">What the batch's producers are to be told, in the order of their requests.</param>
    public sealed record BatchDurable(StreamId Stream, int Bytes, IReadOnlyList<Acknowledgement> Acknowledgements);

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

    /// <param name="Name">The reader's name: <c>push</c>, <c>broker</c>, <c>tap</c> or <c>acknowledged</c>.</param>
    /// <param name="Endpoint">As bound, or as configured while it is not.</param>
    /// <param name="Received">Messages read since the node started.</param>
    /// <param name="ReceivedBytes">Their bytes on the wire.</param>
    /// <param name="InFlightBytes">Bytes read and not yet durable.</param>
    /// <param name="InFlightLimit">Bytes at which reading pauses.</param>
    /// <param name="Refused">Requests refused since the node started.</param>
    /// <param name="Missed">Messages that the broker passed on and that could not be recorded.</param>
    /// <param name="Error">Why the socket is not bound, or why messages are missed, or null.</param>
    public sealed record ReaderSnapshot(
        string Name, string Endpoint, long Received, long ReceivedBytes, long InFlightBytes, long InFlightLimit,
        long Refused, long Missed, string? Error);
}

using Tapedeck.ZeroMQ;

namespace Tapedeck.Ingest;

/// <summary>
/// What every reader does with what it reads: collects frames into numbered batches, sends these on to the enrichers,
/// and keeps count of what is in flight. One life of one reader.
/// </summary>
internal sealed class FrameIntake(
    IActorRef reader, string source, long maxMessageSize, long inFlightLimit, IActorRef enrichers,
    ReaderCounters counters, TimeProvider time)
{
    private readonly InFlightCredit _credit = new(inFlightLimit);
    private FrameBatch? _batch;
    private long _nextBatch;

    public StreamId Stream { get; } = StreamId.Next();

    public string Source { get; } = source;

    /// <summary>Bytes read and not yet durable.</summary>
    public long InFlight => _credit.InFlight;

    public long InFlightLimit => _credit.Limit;

    /// <summary>Whether as much is in flight as may be.</summary>
    public bool IsSpent => _credit.IsSpent;

    /// <summary>Whether the batch that is being filled takes no more.</summary>
    public bool IsFull => _batch is { IsFull: true };

    private FrameBatch Batch => _batch ??= new FrameBatch(reader, Stream, _nextBatch, Source, time.GetUtcNow());

    /// <summary>Takes one ZeroMQ message: <paramref name="message"/> holds its first part, the socket the others.</summary>
    public void Take(ZmqSocket socket, ZmqMessage message)
    {
        long bytes = 0;
        bool isLast;
        do
        {
            isLast = !message.More;
            bytes += message.Length;
            Batch.AddPart(message.Data, isLast, maxMessageSize);
        }
        while (!isLast && socket.TryReceive(message));
        counters.Read(bytes);
    }

    /// <summary>Takes one part of a message; the last one completes it.</summary>
    public void TakePart(ReadOnlySpan<byte> part, bool isLast) => Batch.AddPart(part, isLast, maxMessageSize);

    /// <summary>Takes what a producer asks for.</summary>
    public void Take(in ProducerRequest request, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> frame) =>
        Batch.Add(topic, frame, request, maxMessageSize);

    /// <summary>Sends on what was taken.</summary>
    public void SendOn()
    {
        if (_batch is null)
            return;
        _nextBatch++;
        _credit.Spend(_batch.Bytes);
        enrichers.Tell(_batch);
        _batch = null;
    }

    /// <summary>Returns credit. True if as much was in flight as may be, and now is not any more.</summary>
    public bool Return(IngestProtocol.BatchDurable durable) => _credit.Return(durable.Bytes);
}

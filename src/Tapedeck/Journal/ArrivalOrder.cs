using Tapedeck.Enrichment;
using Tapedeck.Ingest;

namespace Tapedeck.Journal;

/// <summary>
/// Puts batches back into the order in which each stream was read: the enrichers work side by side and finish out of
/// order. Holds what came early; bounded by what the readers may have in flight.
/// </summary>
internal sealed class ArrivalOrder
{
    private readonly Dictionary<StreamId, Stream> _streams = [];

    /// <summary>Takes one batch and appends to <paramref name="ready"/> every batch that is now in order.</summary>
    /// <exception cref="InvalidOperationException">A number of the stream came twice.</exception>
    public void Take(EnrichedBatch batch, Queue<EnrichedBatch> ready)
    {
        if (!_streams.TryGetValue(batch.Stream, out var stream))
            _streams.Add(batch.Stream, stream = new Stream());

        if (batch.Number != stream.Next)
        {
            if (batch.Number < stream.Next || !stream.Early.TryAdd(batch.Number, batch))
                throw new InvalidOperationException($"batch {batch.Number} of stream {batch.Stream.Value} came twice");
            return;
        }

        EnrichedBatch? next = batch;
        do
        {
            stream.Next++;
            ready.Enqueue(next);
        }
        while (stream.Early.Remove(stream.Next, out next));
    }

    private sealed class Stream
    {
        public long Next;
        public readonly Dictionary<long, EnrichedBatch> Early = [];
    }
}

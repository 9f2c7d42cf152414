using System.Text;
using Tapedeck.Enrichment;
using Tapedeck.Ingest;
using Tapedeck.Tests.Enrichment;

namespace Tapedeck.Tests.Journal;

/// <summary>Makes the batches of one stream, as the enrichers make them.</summary>
internal sealed class Batches(IActorRef reader)
{
    private static readonly FrameEnricher Enricher = new(Some.Taxonomy());

    private readonly StreamId _stream = StreamId.Next();
    private int _next;

    /// <summary>A flat message.</summary>
    public static string Message(string id, string text = "hello") =>
        $$$"""{"message_id":"{{{id}}}","timestamp":"2025-12-01T06:58:19.526765","from":"claude_code","content":{"message":"{{{text}}}"}}""";

    /// <summary>The next batch, of frames that nobody numbered.</summary>
    public EnrichedBatch Of(params string[] frames)
    {
        var batch = new EnrichedBatch(reader, _stream, _next++, frames.Sum(frame => frame.Length));
        foreach (var frame in frames)
            Enrich(batch, frame, null, 0);
        return batch;
    }

    /// <summary>The next batch, of what a producer asks to be recorded.</summary>
    public EnrichedBatch Of(string producer, IReadOnlyList<(long Number, string Frame)> requests)
    {
        var connection = new ProducerConnection([1], producer, TimeProvider.System);
        var batch = new EnrichedBatch(
            reader, _stream, _next++, frameBytes: 1,
            [.. requests.Select(request => new ProducerRequest(connection, request.Number))]);
        foreach (var (number, frame) in requests)
            Enrich(batch, frame, producer, number);
        return batch;
    }

    private static void Enrich(EnrichedBatch batch, string frame, string? producer, long number)
    {
        var bytes = Encoding.UTF8.GetBytes(frame);
        var facts = new FrameFacts("push"u8, Some.RecordedAt)
        {
            Producer = Encoding.UTF8.GetBytes(producer ?? ""),
            ProducerSequence = number,
        };
        EnrichOutcome outcome;
        lock (Enricher)
            outcome = Enricher.Enrich(bytes, facts, batch.Lines);
        if (outcome.IsEvent)
            batch.AddEvent(outcome);
        else
            batch.AddToQuarantine(
                new QuarantinedFrame(outcome.Reason!, "push", Some.RecordedAt, bytes.Length, 1, producer, number), [], bytes);
    }
}

using System.Text;
using Microsoft.Extensions.Logging;
using Tapedeck.Enrichment.Masking;
using Tapedeck.Ingest;

namespace Tapedeck.Enrichment;

/// <summary>
/// Turns a batch of frames into event lines and quarantine records, and sends it on to the journal. Stateless: any number
/// of them work side by side, and one batch comes out for each that goes in.
/// </summary>
internal sealed class EnricherActor : ReceiveActor
{
    private readonly FrameEnricher _enricher;
    private readonly FrameMasker? _masker;
    private readonly IActorRef _journal;
    private readonly ILogger _log;
    private readonly long _maxMessageSize;

    /// <param name="taxonomy">The rules.</param>
    /// <param name="maxMessageSize">Bytes; a larger frame is no message.</param>
    /// <param name="mask">Which secrets are masked before anything else sees a frame; null for none.</param>
    /// <param name="journal">Where batches go.</param>
    /// <param name="log">What went wrong.</param>
    public EnricherActor(Taxonomy taxonomy, long maxMessageSize, MaskRules? mask, IActorRef journal, ILogger log)
    {
        _masker = mask is null ? null : new FrameMasker(mask);
        (_enricher, _maxMessageSize, _journal, _log) = (new FrameEnricher(taxonomy), maxMessageSize, journal, log);
        Receive<FrameBatch>(Enrich);
    }

    private void Enrich(FrameBatch frames)
    {
        var enriched = NewBatch(frames);
        var source = Encoding.UTF8.GetBytes(frames.Source);
        string? firstReason = null;
        for (var i = 0; i < frames.Count; i++)
        {
            if (frames.Requests?[i] is { IsHello: true })
            {
                enriched.AddHello();
                continue;
            }

            var text = TextOf(frames, i);
            var outcome = (text.Fault ?? FaultOf(frames[i])) is { } fault
                ? EnrichOutcome.Rejected(fault)
                : EnrichOrReject(frames, i, text, source, enriched.Lines);
            if (outcome.IsEvent)
            {
                enriched.AddEvent(outcome with { Masked = text.Masked });
                continue;
            }

            firstReason ??= outcome.Reason;
            enriched.AddToQuarantine(frames, i, text, outcome.Reason!);
        }

        enriched.Finish(_enricher);
        if (firstReason is not null)
            EnrichmentLog.Quarantined(_log, enriched.QuarantinedCount, frames.Source, firstReason);
        frames.Release();
        _journal.Tell(enriched);
    }

    /// <summary>What is wrong with a frame before its bytes are looked at, or null.</summary>
    private string? FaultOf(in Frame frame) => frame switch
    {
        _ when frame.Size > _maxMessageSize => $"{frame.Size} bytes, over tapedeck.ingest.max-message-size of {_maxMessageSize}",
        { Parts: > 2 } => $"{frame.Parts} message parts, expected a message, or a topic and a message",
        _ => null,
    };

    /// <summary>What may be kept of a frame: all that follows reads this, and not the batch.</summary>
    private FrameText TextOf(FrameBatch frames, int index) =>
        _masker is null ? FrameMasker.Plain(frames, index) : _masker.Mask(frames, index);

    private EnrichOutcome EnrichOrReject(
        FrameBatch frames, int index, in FrameText text, ReadOnlySpan<byte> source, LineBuffer lines)
    {
        var request = frames.Requests?[index];
        var facts = new FrameFacts(source, frames.ReceivedAt)
        {
            Topic = text.Topic,
            Producer = request?.Connection.ProducerUtf8,
            ProducerSequence = request?.Number ?? 0,
        };
        var start = lines.Length;
        try
        {
            return _enricher.Begin(text.Bytes, facts, lines);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A fault of ours must not cost the frame: it is kept, and can be fed back once the fault is mended.
            EnrichmentLog.Failed(_log, fault);
            lines.CutTo(start);
            return EnrichOutcome.Rejected($"the enricher failed: {fault.Message}");
        }
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        // The journal waits for every number of a stream: a batch that broke its enricher goes on whole, to quarantine.
        if (message is FrameBatch { IsReleased: false } frames)
            _journal.Tell(Quarantined(frames, $"the enricher failed: {reason.Message}"));
        base.PreRestart(reason, message);
    }

    private EnrichedBatch Quarantined(FrameBatch frames, string reason)
    {
        var batch = NewBatch(frames);
        for (var i = 0; i < frames.Count; i++)
        {
            if (frames.Requests?[i] is { IsHello: true })
                batch.AddHello();
            else
                batch.AddToQuarantine(frames, i, TextOf(frames, i), reason);
        }

        frames.Release();
        return batch;
    }

    private static EnrichedBatch NewBatch(FrameBatch frames) =>
        new(frames.Reader, frames.Stream, frames.Number, frames.Bytes, frames.Requests, frames.Count);
}

using System.Text;
using Microsoft.Extensions.Logging;
using Tapedeck.Ingest;

namespace Tapedeck.Enrichment;

/// <summary>
/// Turns a batch of frames into event lines and quarantine records, and sends it on to the journal. Stateless: any number
/// of them work side by side, and one batch comes out for each that goes in.
/// </summary>
internal sealed class EnricherActor : ReceiveActor
{
    private readonly FrameEnricher _enricher;
    private readonly IActorRef _journal;
    private readonly ILogger _log;
    private readonly long _maxMessageSize;

    public EnricherActor(Taxonomy taxonomy, long maxMessageSize, IActorRef journal, ILogger log)
    {
        (_enricher, _maxMessageSize, _journal, _log) = (new FrameEnricher(taxonomy), maxMessageSize, journal, log);
        Receive<FrameBatch>(Enrich);
    }

    private void Enrich(FrameBatch frames)
    {
        var enriched = new EnrichedBatch(frames.Reader, frames.Stream, frames.Number, frames.Bytes);
        var facts = new FrameFacts(Encoding.UTF8.GetBytes(frames.Source), frames.ReceivedAt);
        string? firstReason = null;
        for (var i = 0; i < frames.Count; i++)
        {
            var frame = frames[i];
            var bytes = frames.BytesOf(frame);
            var outcome = FaultOf(frame) is { } fault
                ? EnrichOutcome.Rejected(fault)
                : EnrichOrReject(bytes, facts, enriched.Lines);
            if (outcome.IsEvent)
            {
                enriched.Events.Add(outcome);
                continue;
            }

            firstReason ??= outcome.Reason;
            enriched.AddToQuarantine(frames, frame, outcome.Reason!);
        }

        if (firstReason is not null)
            EnrichmentLog.Quarantined(_log, enriched.QuarantinedCount, frames.Source, firstReason);
        frames.Release();
        _journal.Tell(enriched);
    }

    /// <summary>What is wrong with a frame before its bytes are looked at, or null.</summary>
    private string? FaultOf(in Frame frame) => frame switch
    {
        _ when frame.Size > _maxMessageSize => $"{frame.Size} bytes, over tapedeck.ingest.max-message-size of {_maxMessageSize}",
        { Parts: > 1 } => $"{frame.Parts} message parts where one is expected",
        _ => null,
    };

    private EnrichOutcome EnrichOrReject(ReadOnlySpan<byte> bytes, in FrameFacts facts, LineBuffer lines)
    {
        var start = lines.Length;
        try
        {
            return _enricher.Enrich(bytes, facts, lines);
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

    private static EnrichedBatch Quarantined(FrameBatch frames, string reason)
    {
        var batch = new EnrichedBatch(frames.Reader, frames.Stream, frames.Number, frames.Bytes);
        for (var i = 0; i < frames.Count; i++)
            batch.AddToQuarantine(frames, frames[i], reason);
        frames.Release();
        return batch;
    }
}

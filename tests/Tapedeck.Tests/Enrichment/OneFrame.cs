using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

/// <summary>A batch of one frame.</summary>
internal static class OneFrame
{
    /// <summary>Begins and finishes the lines of a frame.</summary>
    public static EnrichOutcome Enrich(
        this FrameEnricher enricher, ReadOnlySpan<byte> frame, in FrameFacts facts, LineBuffer output)
    {
        var outcome = enricher.Begin(frame, facts, output);
        enricher.Finish(new Span<EnrichOutcome>(ref outcome), output);
        return outcome;
    }
}

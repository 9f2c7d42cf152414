namespace Tapedeck.Enrichment;

/// <summary>
/// Turns one frame into one event line, or says why it is no message. Keeps and reuses its working memory, so one
/// enricher serves one actor; not thread safe.
/// </summary>
internal sealed class FrameEnricher
{
    private readonly Envelope _envelope = new();
    private readonly MessageText _text;
    private readonly TextEnricher _enricher;
    private readonly EventLineWriter _line;

    /// <summary>Prepares an enricher for the rules of <paramref name="taxonomy"/>.</summary>
    public FrameEnricher(Taxonomy taxonomy)
    {
        _text = new MessageText(_envelope);
        _enricher = new TextEnricher(taxonomy);
        _line = new EventLineWriter(taxonomy, _envelope);
    }

    /// <summary>
    /// Appends the line of <paramref name="frame"/> to <paramref name="output"/>, the sequence digits left out. A
    /// rejected frame leaves the output as it was.
    /// </summary>
    public EnrichOutcome Enrich(ReadOnlySpan<byte> frame, in FrameFacts facts, LineBuffer output)
    {
        if (_envelope.Read(frame) is { } reason)
            return EnrichOutcome.Rejected(reason);

        var text = _text.Of(frame);
        var start = output.Length;
        var hole = _line.Append(output, frame, facts, _enricher.Read(text));
        return EnrichOutcome.Event(start, output.Length - start, hole, _envelope.Speaker < 0, text.IsEmpty);
    }
}

namespace Tapedeck.Enrichment;

/// <summary>
/// Turns one frame into one event line and one delivery line, or says why it is no message. Keeps and reuses its working
/// memory, so one enricher serves one actor; not thread safe.
/// </summary>
internal sealed class FrameEnricher
{
    private readonly Envelope _envelope = new();
    private readonly MessageText _text;
    private readonly TextEnricher _enricher;
    private readonly EventLineWriter _line;
    private readonly DeliveryLineWriter _delivery;

    /// <summary>Prepares an enricher for the rules of <paramref name="taxonomy"/>.</summary>
    public FrameEnricher(Taxonomy taxonomy)
    {
        var time = new RecordedTime();
        _text = new MessageText(_envelope);
        _enricher = new TextEnricher(taxonomy);
        _line = new EventLineWriter(taxonomy, _envelope, time);
        _delivery = new DeliveryLineWriter(_envelope, time);
    }

    /// <summary>
    /// Appends the event line of <paramref name="frame"/> to <paramref name="output"/>, the sequence digits left out, and
    /// behind it the delivery line, unless the message has no id. A rejected frame leaves the output as it was.
    /// </summary>
    public EnrichOutcome Enrich(ReadOnlySpan<byte> frame, in FrameFacts facts, LineBuffer output)
    {
        if (_envelope.Read(frame, facts.Topic) is { } reason)
            return EnrichOutcome.Rejected(reason);

        var text = _text.Of(frame);
        var found = _enricher.Read(text);
        var start = output.Length;
        var hole = _line.Append(output, frame, facts, found);
        var end = output.Length;
        var identity = default(EventIdentity);
        if (_envelope.Id >= 0)
        {
            identity = EventIdentity.Of(_envelope.TextOf(frame, _envelope.Id), found.Hash);
            _delivery.Append(output, frame, facts);
        }

        return EnrichOutcome.Event(
            start, end - start, hole, output.Length - end, identity, _envelope.IsSpeakerUnknown(frame), text.IsEmpty);
    }
}

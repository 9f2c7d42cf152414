namespace Tapedeck.Enrichment;

/// <summary>
/// Turns frames into an event line and a delivery line each, or says why one is no message. The texts of a batch are hashed
/// together, so lines are begun frame by frame and finished all at once. Keeps and reuses its working memory, so one
/// enricher serves one actor; not thread safe.
/// </summary>
internal sealed class FrameEnricher
{
    private readonly Envelope _envelope = new();
    private readonly MessageText _text;
    private readonly TextEnricher _enricher;
    private readonly EventLineWriter _line;
    private readonly DeliveryLineWriter _delivery;
    private readonly ContentHashes _hashes = new();

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
    /// Appends the event line of <paramref name="frame"/> to <paramref name="output"/>, the sequence digits left out and
    /// the content hash left open, and behind it the delivery line, unless the message has no id. A rejected frame leaves
    /// the output as it was.
    /// </summary>
    public EnrichOutcome Begin(ReadOnlySpan<byte> frame, in FrameFacts facts, LineBuffer output)
    {
        if (_envelope.Read(frame, facts.Topic) is { } reason)
            return EnrichOutcome.Rejected(reason);

        var text = _text.Of(frame);
        var start = output.Length;
        var holes = _line.Append(output, frame, facts, _enricher.Read(text));
        var end = output.Length;
        var identity = default(EventIdentity);
        if (_envelope.Id >= 0)
        {
            identity = EventIdentity.OfId(_envelope.TextOf(frame, _envelope.Id));
            _delivery.Append(output, frame, facts);
        }

        var outcome = EnrichOutcome.Event(
            start, end - start, holes, output.Length - end, identity, _envelope.IsSpeakerUnknown(frame), text.IsEmpty);
        _hashes.Add(text);
        return outcome;
    }

    /// <summary>
    /// Fills the content hashes into all lines begun since the last call, and into their outcomes. Among these may be
    /// outcomes that have no line.
    /// </summary>
    public void Finish(Span<EnrichOutcome> outcomes, LineBuffer output)
    {
        _hashes.Compute();
        var next = 0;
        foreach (ref var outcome in outcomes)
        {
            if (outcome is not { IsEvent: true, LineLength: > 0 })
                continue;
            var hash = _hashes[next++];
            Convert.TryToHexStringLower(hash, output.Over(outcome.LineStart + outcome.HashOffset, 2 * Md5.Length), out _);
            outcome = outcome.WithHash(hash);
        }

        _hashes.Clear();
    }
}

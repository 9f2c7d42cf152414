namespace Tapedeck.Enrichment;

/// <summary>
/// The text of a message that enrichment works on: that of its <c>content</c>, see <see cref="ContentText"/>. The content of an
/// event line is the JSON text that its <c>Message</c> holds.
/// </summary>
internal sealed class MessageText(Envelope envelope)
{
    private const int Retained = 1 << 20;

    private readonly LineBuffer _message = new();
    private readonly ContentText _content = new();

    /// <summary>The text, escapes decoded; a span of the frame or of a buffer that the next call fills again.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> frame)
    {
        var content = envelope[EnvelopeField.Content];
        if (content < 0)
            return default;
        if (!envelope.IsEventLine)
            return _content.Of(frame, envelope.Members, content);
        _message.ClearAndTrim(Retained);
        envelope.AppendText(frame, content, _message);
        return _content.OfMessage(_message.Written);
    }
}

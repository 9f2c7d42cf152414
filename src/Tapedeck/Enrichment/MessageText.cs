namespace Tapedeck.Enrichment;

/// <summary>
/// The text of a message that enrichment works on: <c>content.message</c> if a string, else <c>content</c> if a
/// string, else all string values inside <c>content</c>, joined by one space. The content of an event line is the JSON
/// text that its <c>Message</c> holds; if that is no JSON, it is the text itself.
/// </summary>
internal sealed class MessageText(Envelope envelope)
{
    private const int Retained = 1 << 20;

    private readonly LineBuffer _decoded = new();
    private readonly LineBuffer _json = new();
    private readonly LineBuffer _name = new(64);
    private readonly JsonMembers _members = new();

    /// <summary>The text, escapes decoded; a span of the frame or of a buffer that the next call fills again.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> frame)
    {
        _decoded.ClearAndTrim(Retained);
        var content = envelope[EnvelopeField.Content];
        if (content < 0)
            return default;
        return envelope.IsEventLine ? OfEventLine(frame, content) : Of(frame, envelope.Members, content);
    }

    private ReadOnlySpan<byte> OfEventLine(ReadOnlySpan<byte> frame, int message)
    {
        _json.ClearAndTrim(Retained);
        envelope.AppendText(frame, message, _json);
        var scanner = new JsonScanner(_json.Written, _members);
        return scanner.Read(0) ? Of(_json.Written, _members, 0) : _json.Written;
    }

    private ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json, JsonMembers members, int content)
    {
        var text = members[content].Kind == JsonKind.String ? content : Inside(json, members, content);
        if (text < 0)
        {
            AppendStrings(members[content].Raw(json));
            return _decoded.Written;
        }

        if (!members[text].Escaped)
            return members[text].Inner(json);
        JsonText.AppendDecoded(members[text].Inner(json), _decoded);
        return _decoded.Written;
    }

    // The last member called message, if it is a string.
    private int Inside(ReadOnlySpan<byte> json, JsonMembers members, int content)
    {
        var found = -1;
        for (var i = content + 1; i < members[content].End; i = members[i].End)
        {
            if (IsMessage(json, members[i]))
                found = i;
        }

        return found >= 0 && members[found].Kind == JsonKind.String ? found : -1;
    }

    private bool IsMessage(ReadOnlySpan<byte> json, in JsonMember member)
    {
        if (!member.NameEscaped)
            return member.Name(json).SequenceEqual("message"u8);
        _name.ClearAndTrim(Retained);
        JsonText.AppendDecoded(member.Name(json), _name);
        return _name.Written.SequenceEqual("message"u8);
    }

    // The value is valid JSON already: a string is a name if a colon follows, a value otherwise.
    private void AppendStrings(ReadOnlySpan<byte> value)
    {
        var first = true;
        int quote;
        while ((quote = value.IndexOf((byte)'"')) >= 0)
        {
            value = value[(quote + 1)..];
            var length = LengthOfString(value);
            var text = value[..length];
            value = value[(length + 1)..].TrimStart(" \t\r\n"u8);
            if (value.StartsWith(":"u8))
                continue;
            if (!first)
                _decoded.Append((byte)' ');
            first = false;
            JsonText.AppendDecoded(text, _decoded);
        }
    }

    private static int LengthOfString(ReadOnlySpan<byte> value)
    {
        var at = 0;
        while (true)
        {
            at += value[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (value[at] == '"')
                return at;
            at += 2;
        }
    }
}

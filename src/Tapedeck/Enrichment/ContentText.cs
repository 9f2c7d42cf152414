namespace Tapedeck.Enrichment;

/// <summary>
/// The text that a content says: its <c>message</c> if that is a string, else itself if a string, else all string values
/// inside it, joined by one space.
/// </summary>
internal sealed class ContentText
{
    private const int Retained = 1 << 20;

    private readonly LineBuffer _decoded = new();
    private readonly MemberNames _names = new();
    private readonly JsonMembers _members = new();

    /// <summary>
    /// The text of the JSON that an event line's <c>Message</c> holds; if that is no JSON, it is the text itself. A span of
    /// the input or of a buffer that the next call fills again.
    /// </summary>
    public ReadOnlySpan<byte> OfMessage(ReadOnlySpan<byte> message)
    {
        var scanner = new JsonScanner(message, _members);
        return scanner.Read(0) ? Of(message, _members, 0) : message;
    }

    /// <summary>The text of a member, escapes decoded; a span as above.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json, JsonMembers members, int content)
    {
        _decoded.ClearAndTrim(Retained);
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
            if (_names.Of(json, members[i]).SequenceEqual("message"u8))
                found = i;
        }

        return found >= 0 && members[found].Kind == JsonKind.String ? found : -1;
    }

    // The value is valid JSON already: a string is a name if a colon follows, a value otherwise.
    private void AppendStrings(ReadOnlySpan<byte> value)
    {
        var first = true;
        int quote;
        while ((quote = value.IndexOf((byte)'"')) >= 0)
        {
            value = value[(quote + 1)..];
            var length = JsonText.LengthOfString(value);
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
}

namespace Tapedeck.Enrichment;

/// <summary>Members as text: strings decoded, everything else as sent.</summary>
internal sealed partial class Envelope
{
    /// <summary>True if two members have the same text.</summary>
    public bool SameText(ReadOnlySpan<byte> frame, int one, int other)
    {
        if (!Members[one].Escaped && !Members[other].Escaped)
            return AsSent(frame, one).SequenceEqual(AsSent(frame, other));
        _scratch.Clear();
        AppendText(frame, one, _scratch);
        var length = _scratch.Length;
        AppendText(frame, other, _scratch);
        return _scratch.Written[..length].SequenceEqual(_scratch.Written[length..]);
    }

    /// <summary>A member's text; valid until the next call of any method.</summary>
    public ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> frame, int member)
    {
        if (!Members[member].Escaped)
            return AsSent(frame, member);
        _scratch.Clear();
        AppendText(frame, member, _scratch);
        return _scratch.Written;
    }

    /// <summary>Appends a member's text.</summary>
    public void AppendText(ReadOnlySpan<byte> frame, int member, LineBuffer output)
    {
        if (Members[member].Escaped)
            JsonText.AppendDecoded(Members[member].Inner(frame), output);
        else
            output.Append(AsSent(frame, member));
    }

    /// <summary>Appends a member's text as a JSON string.</summary>
    public void AppendQuoted(ReadOnlySpan<byte> frame, int member, LineBuffer output)
    {
        ref readonly var value = ref Members[member];
        if (value.Escaped)
            JsonText.AppendQuoted(TextOf(frame, member), output);
        else if (value.Kind == JsonKind.String)
            output.Append(frame.Slice(value.Start, value.Length));
        else
            output.AppendQuoted(frame.Slice(value.Start, value.Length));
    }

    /// <summary>Appends a member's text as a JSON string, or <paramref name="otherwise"/> for -1.</summary>
    public void AppendQuotedOr(ReadOnlySpan<byte> frame, int member, ReadOnlySpan<byte> otherwise, LineBuffer output)
    {
        if (member >= 0)
            AppendQuoted(frame, member, output);
        else
            JsonText.AppendQuoted(otherwise, output);
    }

    /// <summary>
    /// Appends a member's value: strings by their text, everything else as sent, on one line. Line breaks stand only
    /// between the tokens of a value, where JSON needs none.
    /// </summary>
    public void AppendValue(ReadOnlySpan<byte> frame, int member, LineBuffer output)
    {
        if (Members[member].Kind == JsonKind.String)
        {
            AppendQuoted(frame, member, output);
            return;
        }

        var raw = Members[member].Raw(frame);
        int lineBreak;
        while ((lineBreak = raw.IndexOfAny((byte)'\n', (byte)'\r')) >= 0)
        {
            output.Append(raw[..lineBreak]);
            raw = raw[(lineBreak + 1)..];
        }

        output.Append(raw);
    }

    private bool TextEquals(ReadOnlySpan<byte> frame, int member, ReadOnlySpan<byte> text) =>
        member >= 0 && Members[member].Kind == JsonKind.String && TextOf(frame, member).SequenceEqual(text);

    private ReadOnlySpan<byte> AsSent(ReadOnlySpan<byte> frame, int member) =>
        Members[member].Kind == JsonKind.String ? Members[member].Inner(frame) : Members[member].Raw(frame);
}

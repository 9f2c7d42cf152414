namespace Tapedeck.Enrichment;

/// <summary>The names of members, escapes decoded.</summary>
internal sealed class MemberNames
{
    private const int Retained = 1 << 20;

    private readonly LineBuffer _decoded = new(64);

    /// <summary>The name of a member, as sent or in a buffer that the next call fills again.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json, in JsonMember member)
    {
        if (!member.NameEscaped)
            return member.Name(json);
        _decoded.ClearAndTrim(Retained);
        JsonText.AppendDecoded(member.Name(json), _decoded);
        return _decoded.Written;
    }
}

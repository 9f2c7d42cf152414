namespace Tapedeck.Enrichment;

/// <summary>The kinds of JSON values.</summary>
internal enum JsonKind : byte
{
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}

/// <summary>
/// A member of an object in a frame: where its name and its value lie, as sent. The members inside its value follow it
/// in the list, up to <see cref="End"/>.
/// </summary>
internal struct JsonMember
{
    /// <summary>Offset of the name after its quote.</summary>
    public int NameStart;

    /// <summary>Bytes of the name between its quotes, escapes not decoded.</summary>
    public int NameLength;

    /// <summary>Offset of the value; a string's is its quote.</summary>
    public int Start;

    /// <summary>Bytes of the value, a string's quotes included.</summary>
    public int Length;

    /// <summary>Index of the member after this one and all inside it.</summary>
    public int End;

    /// <summary>What the value is.</summary>
    public JsonKind Kind;

    /// <summary>Which field of an envelope the name says it is.</summary>
    public EnvelopeField Field;

    /// <summary>True if the name holds a backslash.</summary>
    public bool NameEscaped;

    /// <summary>True if the value is a string that holds a backslash.</summary>
    public bool Escaped;

    /// <summary>The value's bytes as sent.</summary>
    public readonly ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> frame) => frame.Slice(Start, Length);

    /// <summary>The bytes between a string's quotes as sent.</summary>
    public readonly ReadOnlySpan<byte> Inner(ReadOnlySpan<byte> frame) => frame.Slice(Start + 1, Length - 2);

    /// <summary>The name's bytes as sent.</summary>
    public readonly ReadOnlySpan<byte> Name(ReadOnlySpan<byte> frame) => frame.Slice(NameStart, NameLength);
}

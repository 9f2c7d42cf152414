namespace Tapedeck.Hocon.Values;

/// <summary>What a scalar was written as.</summary>
internal enum ScalarKind
{
    /// <summary>A string, quoted or not.</summary>
    String,

    /// <summary>A JSON number, kept as it was written.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>The value <c>null</c>.</summary>
    Null,

    /// <summary>The white space between two parts of a concatenation.</summary>
    WhiteSpace,
}

/// <summary>A string, number, boolean or null, with the text it was written as.</summary>
internal sealed class ScalarNode(HoconOrigin origin, ScalarKind kind, string text) : HoconNode(origin)
{
    /// <summary>What the scalar was written as.</summary>
    public ScalarKind Kind { get; } = kind;

    /// <summary>The text; escapes of a quoted string are already applied.</summary>
    public string Text { get; } = text;

    /// <inheritdoc/>
    public override string Description => Kind == ScalarKind.String ? $"\"{Text}\"" : Text;
}

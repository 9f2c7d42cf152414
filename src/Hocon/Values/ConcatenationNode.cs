namespace Tapedeck.Hocon.Values;

/// <summary>Two or more values side by side on one line, with the white space between them as scalars.</summary>
internal sealed class ConcatenationNode(HoconOrigin origin, IReadOnlyList<HoconNode> parts) : HoconNode(origin)
{
    /// <summary>The parts, in order.</summary>
    public IReadOnlyList<HoconNode> Parts { get; } = parts;

    /// <inheritdoc/>
    public override string Description => "a concatenation";
}

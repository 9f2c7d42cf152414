namespace Tapedeck.Hocon.Values;

/// <summary>A list of values.</summary>
internal sealed class ArrayNode(HoconOrigin origin, IReadOnlyList<HoconNode> elements) : HoconNode(origin)
{
    /// <summary>The elements, in order.</summary>
    public IReadOnlyList<HoconNode> Elements { get; } = elements;

    /// <inheritdoc/>
    public override string Description => "a list";
}

namespace Tapedeck.Hocon.Values;

/// <summary>
/// A value as it stands in a document. Before resolution any node may occur; after it only
/// <see cref="ObjectNode"/> (one layer a field), <see cref="ArrayNode"/> and <see cref="ScalarNode"/>.
/// </summary>
internal abstract class HoconNode(HoconOrigin origin)
{
    /// <summary>Where the value begins.</summary>
    public HoconOrigin Origin { get; } = origin;

    /// <summary>How an error message names what was found.</summary>
    public abstract string Description { get; }
}

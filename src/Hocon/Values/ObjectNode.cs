namespace Tapedeck.Hocon.Values;

/// <summary>
/// An object whose fields each hold a stack of definitions, oldest first. A scalar or a list replaces what is beneath
/// it; two objects in a row are merged; a substitution keeps what it may look back to, and an object the scalar or
/// list beneath it, which goes on hiding whatever the whole is laid over.
/// </summary>
internal sealed class ObjectNode(HoconOrigin origin) : HoconNode(origin)
{
    private readonly OrderedDictionary<string, List<HoconNode>> _fields = new(StringComparer.Ordinal);

    /// <summary>The fields in the order of their first definition, each with its definitions, oldest first.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<HoconNode>>> Fields =>
        _fields.Select(pair => KeyValuePair.Create(pair.Key, (IReadOnlyList<HoconNode>)pair.Value));

    /// <inheritdoc/>
    public override string Description => "an object";

    /// <summary>The newest definition of a field, or null: after resolution, the field's value.</summary>
    public HoconNode? Find(string key) => _fields.TryGetValue(key, out var layers) ? layers[^1] : null;

    /// <summary>
    /// Adds a definition on top of those the field has. The object takes ownership of an object given.
    /// </summary>
    public void Add(string key, HoconNode definition)
    {
        if (!_fields.TryGetValue(key, out var layers))
        {
            _fields.Add(key, [definition]);
            return;
        }

        if (definition is ObjectNode upper && layers[^1] is ObjectNode lower)
        {
            lower.Overlay(upper);
            return;
        }

        if (definition is ScalarNode or ArrayNode) layers.Clear();
        layers.Add(definition);
    }

    /// <summary>Adds every definition of another object on top of this one's.</summary>
    public void Overlay(ObjectNode upper)
    {
        foreach (var (key, layers) in upper.Fields)
            foreach (var layer in layers)
                Add(key, layer);
    }

    /// <summary>Copies the object down to, and without, its lists and concatenations, which never change.</summary>
    public ObjectNode Copy()
    {
        var copy = new ObjectNode(Origin);
        foreach (var (key, layers) in Fields)
            copy._fields.Add(key, [.. layers.Select(layer => layer is ObjectNode inner ? inner.Copy() : layer)]);
        return copy;
    }
}

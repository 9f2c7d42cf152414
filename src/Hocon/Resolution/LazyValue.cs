using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon.Resolution;

/// <summary>One definition of a field: a node of the document, or a field of an object that was merged in.</summary>
internal readonly struct Layer
{
    /// <summary>A definition in the document.</summary>
    public Layer(HoconNode node) => Node = node;

    /// <summary>A field that another object already defines.</summary>
    public Layer(LazyValue value) => Value = value;

    /// <summary>The definition, unless <see cref="Value"/> is set.</summary>
    public HoconNode? Node { get; }

    /// <summary>The field, unless <see cref="Node"/> is set.</summary>
    public LazyValue? Value { get; }
}

/// <summary>A field or list element with its definitions, oldest first; evaluated at most once.</summary>
internal sealed class LazyValue(IReadOnlyList<Layer> layers)
{
    private readonly View?[] _below = new View?[layers.Count + 1];
    private readonly bool[] _isKnown = new bool[layers.Count + 1];

    /// <summary>The definitions, oldest first.</summary>
    public IReadOnlyList<Layer> Layers { get; } = layers;

    /// <summary>Whether the value is nothing but <c>${?path}</c>.</summary>
    public bool IsOptionalReference => Layers is [{ Node: SubstitutionNode { IsOptional: true } }];

    /// <summary>Whether a value that is no object lies among the definitions, so that an object on top of it is not
    /// merged with anything further down. Known once the whole value is.</summary>
    public bool HidesLower { get; set; }

    /// <summary>
    /// The layer being evaluated, or -1. A lookup that comes back here meanwhile sees only those below.
    /// </summary>
    public int Evaluating { get; set; } = -1;

    /// <summary>The value of the lowest <paramref name="count"/> layers, if it is known (null: undefined).</summary>
    public bool TryGetKnown(int count, out View? view)
    {
        view = _below[count];
        return _isKnown[count];
    }

    /// <summary>Keeps the value of the lowest <paramref name="count"/> layers.</summary>
    public void Remember(int count, View? view)
    {
        _below[count] = view;
        _isKnown[count] = true;
    }
}

using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon.Resolution;

/// <summary>
/// A value known down to its outermost form: a scalar, or a list or object whose members are still to be evaluated.
/// That is as far as a lookup needs it, so <c>${bar.foo}</c> may stand inside <c>bar</c>.
/// </summary>
internal abstract class View(HoconOrigin origin)
{
    /// <summary>Where the value begins.</summary>
    public HoconOrigin Origin { get; } = origin;

    /// <summary>The value with all its members, once the materializer made it.</summary>
    public HoconNode? Result { get; set; }

    /// <summary>
    /// Whether the materializer is inside this value; meeting it again means that it contains itself.
    /// </summary>
    public bool IsOpen { get; set; }

    /// <summary>The number of values in <see cref="Result"/>.</summary>
    public long Weight { get; set; } = 1;
}

/// <summary>A string, number, boolean or null.</summary>
internal sealed class ScalarView(ScalarNode scalar) : View(scalar.Origin)
{
    /// <summary>The scalar.</summary>
    public ScalarNode Scalar { get; } = scalar;
}

/// <summary>A list.</summary>
internal sealed class ListView(HoconOrigin origin, IReadOnlyList<LazyValue> elements) : View(origin)
{
    /// <summary>The elements; one that turns out undefined is left out.</summary>
    public IReadOnlyList<LazyValue> Elements { get; } = elements;
}

/// <summary>An object.</summary>
internal sealed class ObjectView(HoconOrigin origin, OrderedDictionary<string, LazyValue> fields) : View(origin)
{
    /// <summary>The fields; one that turns out undefined is left out.</summary>
    public OrderedDictionary<string, LazyValue> Fields { get; } = fields;

    /// <summary>Lays another object over this one; a field both have keeps both as layers.</summary>
    public ObjectView MergedWith(ObjectView upper)
    {
        var fields = new OrderedDictionary<string, LazyValue>(Fields, StringComparer.Ordinal);
        foreach (var (key, value) in upper.Fields)
            fields[key] = fields.TryGetValue(key, out var lower) ? new LazyValue([new(lower), new(value)]) : value;
        return new ObjectView(upper.Origin, fields);
    }

    /// <summary>The values of the keys that are whole numbers from 0, in the order of those numbers; empty if none.
    /// See "Conversion of numerically-indexed objects to arrays".</summary>
    public IReadOnlyList<LazyValue> NumberedFields() => NumberedKeys.Order(Fields);
}

using System.Runtime.CompilerServices;
using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon.Resolution;

/// <summary>
/// Evaluates fields on demand ("Self-Referential Substitutions"): a substitution sees the final value of its path;
/// if that leads back to the field being evaluated, it sees that field's earlier definitions. Each substitution is
/// evaluated once. The part that looks up substitutions is in <c>Evaluator.Substitutions.cs</c>.
/// </summary>
internal sealed partial class Evaluator
{
    // Fits a stack of a few MiB; on a smaller one the runtime tells when it is nearly used up.
    private const int MaximumDepth = 2_000;

    private readonly Dictionary<ObjectNode, ObjectView> _objects = new(ReferenceEqualityComparer.Instance);
    private readonly Func<string, string?> _environment;
    private int _depth;

    /// <summary>Evaluates a document; the function finds environment variables.</summary>
    public Evaluator(ObjectNode root, Func<string, string?> environment)
    {
        _environment = environment;
        Root = ViewOf(root);
    }

    /// <summary>The document's root.</summary>
    public ObjectView Root { get; }

    /// <summary>The outermost form of a value, or null if it is undefined.</summary>
    public View? Force(LazyValue value)
    {
        var isReentry = value.Evaluating >= 0;
        var count = isReentry ? value.Evaluating : value.Layers.Count;
        if (value.TryGetKnown(count, out var known)) return known;
        if (count == 0) _metCycle = true;

        var view = Combine(value, count);
        value.Remember(count, view);
        return view;
    }

    private View? Combine(LazyValue value, int count)
    {
        var outer = value.Evaluating;
        View? upper = null;
        var hides = false;
        for (var i = count - 1; i >= 0 && !hides; i--)
        {
            value.Evaluating = i;
            var view = Evaluate(value.Layers[i]);
            value.Evaluating = outer;
            if (view is null) continue;
            hides = view is not ObjectView || value.Layers[i].Value is { HidesLower: true };
            upper = upper is null ? view : Merge(view, upper);
        }

        if (count == value.Layers.Count) value.HidesLower = hides;
        return upper;
    }

    private static View Merge(View lower, View upper) =>
        lower is ObjectView below && upper is ObjectView above ? below.MergedWith(above) : upper;

    private View? Evaluate(Layer layer) => layer.Value is { } value ? Force(value) : Evaluate(layer.Node!);

    private View? Evaluate(HoconNode node)
    {
        if (++_depth > MaximumDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new HoconException(node.Origin,
                $"substitutions refer to each other over {_depth} steps; shorten the chain");
        var view = node switch
        {
            ScalarNode scalar => new ScalarView(scalar),
            ArrayNode list => new ListView(list.Origin, [.. list.Elements.Select(e => new LazyValue([new(e)]))]),
            ObjectNode inner => ViewOf(inner),
            SubstitutionNode substitution => Substitute(substitution),
            ConcatenationNode concatenation => Concatenate(concatenation),
            _ => throw new InvalidOperationException($"no rule for {node.GetType().Name}"),
        };
        _depth--;
        return view;
    }

    private View? Concatenate(ConcatenationNode node)
    {
        var parts = new List<ConcatenatedPart>(node.Parts.Count);
        foreach (var part in node.Parts) parts.Add(new ConcatenatedPart(part, Evaluate(part)));
        return Concatenation.Join(node.Origin, parts);
    }

    private ObjectView ViewOf(ObjectNode node)
    {
        if (_objects.TryGetValue(node, out var known)) return known;
        var fields = new OrderedDictionary<string, LazyValue>(StringComparer.Ordinal);
        foreach (var (key, layers) in node.Fields)
            fields.Add(key, new LazyValue([.. layers.Select(layer => new Layer(layer))]));
        return _objects[node] = new ObjectView(node.Origin, fields);
    }
}

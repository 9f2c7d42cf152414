using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon.Resolution;

/// <summary>
/// Makes the final tree of a document: no substitution or concatenation left, one definition a field.
/// </summary>
internal sealed class Materializer
{
    private const int MaximumDepth = 512;
    private const long MaximumWeight = 1 << 24;

    private readonly Evaluator _evaluator;
    private int _depth;

    private Materializer(Evaluator evaluator) => _evaluator = evaluator;

    /// <summary>Resolves every substitution; the function finds environment variables.</summary>
    /// <exception cref="HoconException">A substitution without a value, a value that contains itself or is too large.</exception>
    public static ObjectNode Resolve(ObjectNode document, Func<string, string?> environment)
    {
        var evaluator = new Evaluator(document, environment);
        return (ObjectNode)new Materializer(evaluator).Finish(evaluator.Root);
    }

    private HoconNode Finish(View view)
    {
        if (view is ScalarView scalar) return scalar.Scalar;
        if (view.Result is { } known) return known;
        if (view.IsOpen)
            throw new HoconException(view.Origin, "the value contains itself through a substitution; break the circle");
        if (++_depth > MaximumDepth)
            throw new HoconException(view.Origin,
                $"substitutions nest values deeper than {MaximumDepth} levels; flatten them");

        view.IsOpen = true;
        view.Result = view is ListView list ? FinishList(list) : FinishObject((ObjectView)view);
        view.IsOpen = false;
        _depth--;
        return view.Result;
    }

    private ArrayNode FinishList(ListView list)
    {
        var elements = new List<HoconNode>(list.Elements.Count);
        foreach (var element in list.Elements)
            if (FinishMember(list, element) is { } node) elements.Add(node);
        return new ArrayNode(list.Origin, elements);
    }

    private ObjectNode FinishObject(ObjectView view)
    {
        var result = new ObjectNode(view.Origin);
        foreach (var (key, field) in view.Fields)
            if (FinishMember(view, field) is { } node) result.Add(key, node);
        return result;
    }

    private HoconNode? FinishMember(View owner, LazyValue member)
    {
        if (_evaluator.Force(member) is not { } view) return null;
        if (view.IsOpen && member.IsOptionalReference) return null;
        var node = Finish(view);
        owner.Weight += view.Weight;
        return owner.Weight <= MaximumWeight
            ? node
            : throw new HoconException(owner.Origin,
                $"substitutions make this more than {MaximumWeight} values; use fewer");
    }
}

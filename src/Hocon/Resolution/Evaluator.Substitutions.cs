using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon.Resolution;

internal sealed partial class Evaluator
{
    private readonly Dictionary<SubstitutionNode, View?> _substituted = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<SubstitutionNode> _substituting = new(ReferenceEqualityComparer.Instance);
    private bool _metCycle;

    private View? Substitute(SubstitutionNode node)
    {
        if (_substituted.TryGetValue(node, out var known)) return known;
        _metCycle = false;
        View? view = null;
        if (_substituting.Add(node))
        {
            view = LookUp(node);
            _substituting.Remove(node);
        }
        else _metCycle = true;

        view ??= FromEnvironment(node);
        if (view is null && !node.IsOptional) throw Unresolved(node, _metCycle);
        _substituted[node] = view;
        return view;
    }

    private View? LookUp(SubstitutionNode node)
    {
        foreach (var path in node.Candidates)
            if (LookUp(path) is { } view) return view;
        return null;
    }

    private View? LookUp(HoconPath path)
    {
        View? view = Root;
        foreach (var key in path.Elements)
        {
            if (view is not ObjectView inner || !inner.Fields.TryGetValue(key, out var field)) return null;
            view = Force(field);
        }

        return view;
    }

    private ScalarView? FromEnvironment(SubstitutionNode node) =>
        node.EnvironmentName is { } name && _environment(name) is { } text
            ? new ScalarView(new ScalarNode(node.Origin, ScalarKind.String, text))
            : null;

    private static HoconException Unresolved(SubstitutionNode node, bool isCycle)
    {
        var path = node.Candidates[^1];
        return new HoconException(node.Origin, isCycle
            ? $"{node.Description} leads back to itself and nothing was set before it; "
                + $"set {path} earlier or break the circle"
            : $"{node.Description} has no value; set {path}, or write ${{?{path}}} if it may be missing");
    }
}

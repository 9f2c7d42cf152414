namespace Tapedeck.Enrichment;

/// <summary>
/// The states of a <see cref="PatternAutomaton"/> while it is built, in breadth-first order so that the states that
/// texts visit most lie together.
/// </summary>
internal static class PatternTrie
{
    /// <summary>A state: where each byte class leads, and the patterns that end here, suffixes of it included.</summary>
    internal sealed record State(int[] Next, List<int> Ending);

    /// <summary>The states of <paramref name="patterns"/>; state 0 is the beginning.</summary>
    public static IReadOnlyList<State> Build(IReadOnlyList<byte[]> patterns, byte[] classes, int stride)
    {
        var nodes = new List<(Dictionary<byte, int> Children, List<int> Ending)> { ([], []) };
        for (var pattern = 0; pattern < patterns.Count; pattern++)
        {
            var node = 0;
            foreach (var value in patterns[pattern])
            {
                if (!nodes[node].Children.TryGetValue(classes[value], out var child))
                {
                    child = nodes.Count;
                    nodes[node].Children.Add(classes[value], child);
                    nodes.Add(([], []));
                }

                node = child;
            }

            nodes[node].Ending.Add(pattern);
        }

        return Link(nodes, stride);
    }

    // Walks the trie by levels. The state to fall back to is always on an earlier level, so it is finished already.
    private static List<State> Link(List<(Dictionary<byte, int> Children, List<int> Ending)> nodes, int stride)
    {
        var states = new List<State>(nodes.Count);
        var nodeOf = new List<int> { 0 };
        var fallbackOf = new List<int> { 0 };
        for (var i = 0; i < nodeOf.Count; i++)
        {
            var (children, ending) = nodes[nodeOf[i]];
            var fallback = i == 0 ? null : states[fallbackOf[i]];
            var next = fallback is null ? new int[stride] : (int[])fallback.Next.Clone();
            foreach (var (value, child) in children.OrderBy(pair => pair.Key))
            {
                fallbackOf.Add(next[value]);
                next[value] = nodeOf.Count;
                nodeOf.Add(child);
            }

            states.Add(new State(next, fallback is null ? ending : [.. ending, .. fallback.Ending]));
        }

        return states;
    }
}

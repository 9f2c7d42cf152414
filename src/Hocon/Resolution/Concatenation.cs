using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon.Resolution;

/// <summary>A part of a concatenation and its value; null if it is undefined.</summary>
internal readonly record struct ConcatenatedPart(HoconNode Node, View? View)
{
    /// <summary>Whether the part is the unquoted white space between two others.</summary>
    public bool IsWhiteSpace => Node is ScalarNode { Kind: ScalarKind.WhiteSpace };
}

/// <summary>
/// Joins values that stand side by side ("Value concatenation"): strings, lists or objects, never mixed.
/// </summary>
internal static class Concatenation
{
    private const int MaximumLength = 1 << 20;

    /// <summary>The joined value, or null if every part is undefined.</summary>
    /// <exception cref="HoconException">A list, an object and a string are mixed.</exception>
    public static View? Join(HoconOrigin origin, IReadOnlyList<ConcatenatedPart> parts)
    {
        var defined = parts.Where(part => part.View is not null && !part.IsWhiteSpace).ToList();
        if (defined.Count == 0) return null;
        if (defined.Any(part => part.View is ListView)) return JoinLists(origin, defined);
        if (defined.Any(part => part.View is ObjectView)) return JoinObjects(defined);
        return JoinStrings(origin, parts);
    }

    private static ListView JoinLists(HoconOrigin origin, List<ConcatenatedPart> parts)
    {
        var elements = new List<LazyValue>();
        foreach (var part in parts)
        {
            elements.AddRange(part.View switch
            {
                ListView list => list.Elements,
                ObjectView inner when inner.NumberedFields() is { Count: > 0 } numbered => numbered,
                _ => throw Mixed(part, "a list"),
            });
            if (elements.Count > MaximumLength) throw TooLong(origin);
        }

        return new ListView(origin, elements);
    }

    private static ObjectView JoinObjects(List<ConcatenatedPart> parts)
    {
        ObjectView? joined = null;
        foreach (var part in parts)
        {
            if (part.View is not ObjectView upper) throw Mixed(part, "an object");
            joined = joined?.MergedWith(upper) ?? upper;
        }

        return joined!;
    }

    private static ScalarView JoinStrings(HoconOrigin origin, IReadOnlyList<ConcatenatedPart> parts)
    {
        var texts = parts.Select(part => part.View is ScalarView view ? view.Scalar.Text : "").ToList();
        if (texts.Sum(text => (long)text.Length) > MaximumLength) throw TooLong(origin);
        return new ScalarView(new ScalarNode(origin, ScalarKind.String, string.Concat(texts)));
    }

    private static HoconException Mixed(ConcatenatedPart part, string others) => new(part.Node.Origin,
        $"{Describe(part.View!)} stands beside {others}; only values of one kind can be joined, "
        + "use a comma or a new line to part them");

    private static string Describe(View view) => view switch
    {
        ListView => "a list",
        ObjectView => "an object",
        ScalarView scalar => scalar.Scalar.Description,
        _ => "a value",
    };

    private static HoconException TooLong(HoconOrigin origin) =>
        new(origin, $"substitutions make this value longer than {MaximumLength}; shorten it");
}

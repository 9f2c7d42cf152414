using Tapedeck.Hocon.Values;

namespace Tapedeck.Hocon.Syntax;

/// <summary>
/// Where the parser stands in the whole configuration: what an include needs to place its file, and a substitution
/// to be looked up below that place first.
/// </summary>
/// <param name="Path">The absolute path of the object being read; null inside a list, which no path reaches.</param>
/// <param name="Roots">The places of the files being read, the innermost first; the root itself is left out.</param>
/// <param name="Depth">How many objects and lists are open.</param>
internal sealed record DocumentScope(HoconPath? Path, IReadOnlyList<HoconPath> Roots, int Depth)
{
    /// <summary>The deepest nesting of objects, lists and path elements that is read.</summary>
    public const int MaximumDepth = 256;

    /// <summary>The scope at the start of the configuration.</summary>
    public static readonly DocumentScope Start = new(HoconPath.Root, [], 0);

    /// <summary>The scope inside the value of a field.</summary>
    public DocumentScope Enter(HoconPath key, HoconOrigin origin) =>
        new(Path?.Append(key), Roots, Deeper(key.Elements.Count, origin));

    /// <summary>The scope inside a list.</summary>
    public DocumentScope EnterList(HoconOrigin origin) => new(null, Roots, Deeper(1, origin));

    /// <summary>The scope of a file included here.</summary>
    public DocumentScope EnterFile()
    {
        var enclosing = Roots.Count > 0 ? Roots[0] : HoconPath.Root;
        return Path is null || Path.Elements.Count == enclosing.Elements.Count
            ? this
            : this with { Roots = [Path, .. Roots] };
    }

    /// <summary>The paths a reference may mean: below each enclosing file's place, then as written.</summary>
    public IReadOnlyList<HoconPath> Candidates(HoconPath reference) =>
        [.. Roots.Select(root => root.Append(reference)), reference];

    private int Deeper(int levels, HoconOrigin origin) => Depth + levels <= MaximumDepth
        ? Depth + levels
        : throw new HoconException(origin, $"nested deeper than {MaximumDepth} levels; flatten the configuration");
}

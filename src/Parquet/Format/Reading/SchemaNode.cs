namespace Tapedeck.Parquet.Format;

/// <summary>A node of the schema with its children, and which of the file's leaves are below it.</summary>
internal sealed record SchemaNode(SchemaElement Element, IReadOnlyList<SchemaNode> Children, int FirstLeaf, int LeafCount)
{
    private const int MaxDepth = 64;

    /// <summary>Builds the tree that the list of elements stands for.</summary>
    /// <exception cref="InvalidDataException">They are no tree: children are missing or left over, or nest too deep.</exception>
    public static SchemaNode Build(IReadOnlyList<SchemaElement> elements)
    {
        var (at, leaf) = (0, 0);
        var root = Build(elements, ref at, ref leaf, 0);
        return at == elements.Count
            ? root
            : throw new InvalidDataException($"the schema has {elements.Count - at} elements that are below no other");
    }

    private static SchemaNode Build(IReadOnlyList<SchemaElement> elements, ref int at, ref int leaf, int depth)
    {
        if (at >= elements.Count)
            throw new InvalidDataException("the schema ends before all its elements have their children");
        if (depth > MaxDepth)
            throw new InvalidDataException($"the schema nests more than {MaxDepth} deep");
        var element = elements[at++];
        if (element.Children < 0)
            throw new InvalidDataException($"'{element.Name}' in the schema has {element.Children} children");
        var first = leaf;
        var isLeaf = element.Type is not null && depth > 0;
        leaf += isLeaf ? 1 : 0;
        var children = new List<SchemaNode>();
        for (var i = 0; i < element.Children; i++)
            children.Add(Build(elements, ref at, ref leaf, depth + 1));
        if (isLeaf == element.Children > 0 && depth > 0)
            throw new InvalidDataException($"'{element.Name}' in the schema is neither a value nor a group of others");
        return new SchemaNode(element, children, first, leaf - first);
    }
}

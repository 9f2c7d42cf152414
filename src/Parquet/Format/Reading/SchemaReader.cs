namespace Tapedeck.Parquet.Format;

/// <summary>
/// Finds the columns of a schema: its fields that are values or lists of values. Lists of older writers are recognized by the
/// rules for backward compatibility in LogicalTypes.md of the Parquet format specification, and so are repeated fields.
/// </summary>
internal static class SchemaReader
{
    /// <exception cref="InvalidDataException">The elements are no tree.</exception>
    public static LeafColumn[] Read(IReadOnlyList<SchemaElement> elements) =>
        [.. SchemaNode.Build(elements).Children.Select(Column)];

    private static LeafColumn Column(SchemaNode node)
    {
        if (node.Children.Count == 0)
            return node.Element.Repetition == Repetition.REPEATED
                ? List(node, node, [Presence.EmptyList, Presence.Value])
                : Flat(node);
        if (node.Element.Repetition != Repetition.REPEATED && node.Element.Annotation.Kind == LogicalKind.LIST
            && node.Children is [{ Element.Repetition: Repetition.REPEATED } repeated])
            return ListGroup(node, repeated);
        return Other(node, GroupName(node));
    }

    private static LeafColumn Flat(SchemaNode node) =>
        Leaf(node, node, isList: false, IsOptional(node) ? [Presence.Null, Presence.Value] : [Presence.Value]);

    private static LeafColumn ListGroup(SchemaNode list, SchemaNode repeated)
    {
        IEnumerable<Presence> outer = IsOptional(list) ? [Presence.Null, Presence.EmptyList] : [Presence.EmptyList];
        if (repeated.Children.Count == 0)
            return List(list, repeated, [.. outer, Presence.Value]);
        if (IsElementItself(list, repeated) || repeated.Children[0].Children.Count > 0)
            return Other(list, $"LIST of {GroupName(IsElementItself(list, repeated) ? repeated : repeated.Children[0])}");
        var element = repeated.Children[0];
        IEnumerable<Presence> inner = IsOptional(element) ? [Presence.NullElement, Presence.Value] : [Presence.Value];
        return List(list, element, [.. outer, .. inner]);
    }

    // A repeated group is the element, and no level between, if it has several fields, a repeated one, or one of these names.
    private static bool IsElementItself(SchemaNode list, SchemaNode repeated) =>
        repeated.Children.Count > 1
        || repeated.Children[0].Element.Repetition == Repetition.REPEATED
        || repeated.Element.Name == "array"
        || repeated.Element.Name == list.Element.Name + "_tuple";

    private static LeafColumn List(SchemaNode list, SchemaNode element, Presence[] presences) =>
        Leaf(list, element, isList: true, presences);

    private static LeafColumn Leaf(SchemaNode field, SchemaNode leaf, bool isList, Presence[] presences)
    {
        var type = leaf.Element.ValueType;
        var column = new ParquetColumn(field.Element.Name, type, presences[0] == Presence.Null, isList)
        {
            FileType = type == ParquetType.Other ? leaf.Element.TypeName : null,
        };
        return new LeafColumn(column, leaf, presences);
    }

    private static LeafColumn Other(SchemaNode node, string name) =>
        new(new ParquetColumn(node.Element.Name, ParquetType.Other, IsOptional(node)) { FileType = name }, node, []);

    private static bool IsOptional(SchemaNode node) => node.Element.Repetition == Repetition.OPTIONAL;

    private static string GroupName(SchemaNode node) =>
        node.Element.Annotation.Kind is not 0 and var kind ? kind.ToString()
        : node.Children.Count == 1 ? "group of 1 field"
        : $"group of {node.Children.Count} fields";
}

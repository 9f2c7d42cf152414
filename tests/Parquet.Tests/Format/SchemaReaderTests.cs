using Tapedeck.Parquet;
using Tapedeck.Parquet.Format;

namespace Tapedeck.Tests.Parquet.Format;

/// <summary>The lists of LogicalTypes.md, and schemas that are none.</summary>
public sealed class SchemaReaderTests
{
    [Fact]
    public void A_list_of_three_levels_is_a_list_whatever_its_levels_are_named()
    {
        var column = Column(List("my_list", Repetition.OPTIONAL), Group("element", Repetition.REPEATED), Leaf("str", Repetition.REQUIRED));

        Assert.Equal(new ParquetColumn("my_list", ParquetType.String, IsNullable: true, IsList: true), column.Column);
        Assert.Equal([Presence.Null, Presence.EmptyList, Presence.Value], column.Presences);
    }

    [Fact]
    public void A_required_list_of_nullable_elements_has_no_null_list()
    {
        var column = Column(List("my_list", Repetition.REQUIRED), Group("list", Repetition.REPEATED), Leaf("element", Repetition.OPTIONAL));

        Assert.Equal(new ParquetColumn("my_list", ParquetType.String, IsNullable: false, IsList: true), column.Column);
        Assert.Equal([Presence.EmptyList, Presence.NullElement, Presence.Value], column.Presences);
    }

    [Fact]
    public void A_repeated_value_in_a_list_is_its_element()
    {
        var column = Column(List("my_list", Repetition.OPTIONAL), Leaf("element", Repetition.REPEATED));

        Assert.Equal((true, ParquetType.String), (column.Column.IsList, column.Column.Type));
        Assert.Equal([Presence.Null, Presence.EmptyList, Presence.Value], column.Presences);
    }

    [Fact]
    public void A_repeated_value_without_a_list_is_a_list_of_what_must_be()
    {
        var column = Column(Leaf("numbers", Repetition.REPEATED));

        Assert.Equal(new ParquetColumn("numbers", ParquetType.String, IsNullable: false, IsList: true), column.Column);
        Assert.Equal([Presence.EmptyList, Presence.Value], column.Presences);
    }

    [Theory]
    [InlineData("array")]
    [InlineData("my_list_tuple")]
    public void A_repeated_group_of_these_names_is_an_element_by_itself(string name)
    {
        var column = Column(List("my_list", Repetition.OPTIONAL), Group(name, Repetition.REPEATED), Leaf("str", Repetition.REQUIRED));

        Assert.Equal((ParquetType.Other, "LIST of group of 1 field"), (column.Column.Type, column.Column.FileType));
    }

    [Fact]
    public void A_repeated_group_of_two_values_is_an_element_by_itself()
    {
        var column = Column(List("my_list", Repetition.OPTIONAL), Group("element", Repetition.REPEATED, 2), Leaf("str", Repetition.REQUIRED), Leaf("num", Repetition.REQUIRED));

        Assert.Equal((ParquetType.Other, "LIST of group of 2 fields"), (column.Column.Type, column.Column.FileType));
    }

    [Fact]
    public void Each_leaf_below_a_group_counts_for_the_columns_after_it()
    {
        var columns = SchemaReader.Read([Group("root", Repetition.REQUIRED, 2), Group("pair", Repetition.OPTIONAL, 2), Leaf("a"), Leaf("b"), Leaf("last")]);

        Assert.Equal([(0, 2), (2, 1)], columns.Select(column => (column.Node.FirstLeaf, column.Node.LeafCount)));
    }

    [Fact]
    public void Schemas_that_are_no_trees_are_damage()
    {
        Assert.Throws<InvalidDataException>(() => SchemaReader.Read([]));
        Assert.Throws<InvalidDataException>(() => SchemaReader.Read([Group("root", Repetition.REQUIRED, 2), Leaf("a")]));
        Assert.Throws<InvalidDataException>(() => SchemaReader.Read([Group("root", Repetition.REQUIRED, 1), Leaf("a"), Leaf("b")]));
        Assert.Throws<InvalidDataException>(() => SchemaReader.Read([Group("root", Repetition.REQUIRED, int.MaxValue), Leaf("a")]));
        Assert.Throws<InvalidDataException>(() => SchemaReader.Read([Group("root", Repetition.REQUIRED, -1)]));
        Assert.Throws<InvalidDataException>(() => SchemaReader.Read([Group("root", Repetition.REQUIRED, 1), Group("empty", Repetition.REQUIRED, 0)]));
        Assert.Throws<InvalidDataException>(() => SchemaReader.Read([.. Enumerable.Repeat(Group("deeper", Repetition.REQUIRED, 1), 60_000)]));
    }

    private static LeafColumn Column(params SchemaElement[] elements) =>
        Assert.Single(SchemaReader.Read([Group("root", Repetition.REQUIRED, 1), .. elements]));

    private static SchemaElement List(string name, Repetition repetition) => Group(name, repetition) with { Converted = ConvertedType.LIST };

    private static SchemaElement Group(string name, Repetition repetition, int children = 1) => new(name) { Repetition = repetition, Children = children };

    private static SchemaElement Leaf(string name, Repetition repetition = Repetition.OPTIONAL) =>
        new(name) { Type = PhysicalType.BYTE_ARRAY, Repetition = repetition, Converted = ConvertedType.UTF8 };
}

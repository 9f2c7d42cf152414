using Tapedeck.Hocon;
using static Tapedeck.Tests.Hocon.JsonRendering;

namespace Tapedeck.Tests.Hocon.Specification;

/// <summary>The specification's sections "Value concatenation", "Path expressions" and "Paths as keys".</summary>
public sealed class ConcatenationSpec
{
    [Theory]
    [InlineData("a =  foo bar baz  ", "foo bar baz")]
    [InlineData("a = foo   \"bar\"baz", "foo   barbaz")]
    [InlineData("a = true foo", "true foo")]
    [InlineData("a = 1e5 null", "1e5 null")]
    [InlineData("a = foo bar // comment", "foo bar")]
    public void Simple_values_on_a_line_join_with_the_white_space_between_them(string text, string expected) =>
        Assert.Equal(expected, HoconConfig.Parse(text).GetString("a"));

    [Theory]
    [InlineData("a : { b : 1, c : 2 }")]
    [InlineData("a : { b : 1 } { c : 2 }")]
    [InlineData("a : { b : 1 }\na : { c : 2 }")]
    [InlineData("a { b : 0 } {\n b : 1 } { c : 2 }")]
    public void Objects_on_a_line_merge(string text) => Means(text, """{"a":{"b":1,"c":2}}""");

    [Theory]
    [InlineData("a : [ 1, 2, 3, 4 ]")]
    [InlineData("a : [ 1, 2 ] [ 3, 4 ]")]
    [InlineData("a : [ 1, 2 ]\na : ${a} [ 3, 4 ]")]
    [InlineData("a : [ 1, 2 ] { 0 : 3, 7 : 4, x : 9 }")]
    public void Lists_on_a_line_join(string text) => Means(text, """{"a":[1,2,3,4]}""");

    [Fact]
    public void Objects_inherit_from_a_substitution() =>
        Means("generic = { size = 6 }\neast = ${generic} { name = \"east\" }",
            """{"generic":{"size":6},"east":{"size":6,"name":"east"}}""");

    [Theory]
    [InlineData("[ 1 2 3 4 ]", """["1 2 3 4"]""")]
    [InlineData("[ 1\n 2\n 3\n 4 ]", "[1,2,3,4]")]
    [InlineData("[ [ 1, 2 ] [ 3, 4 ] ]", "[[1,2,3,4]]")]
    [InlineData("[ [ 1, 2 ]\n [ 3, 4 ] ]", "[[1,2],[3,4]]")]
    public void White_space_joins_elements_and_only_newlines_or_commas_part_them(string list, string json) =>
        Means($"a = {list}", $$"""{"a":{{json}}}""");

    [Fact]
    public void Unquoted_white_space_between_lists_does_not_count() =>
        Means("x = [1]\ny = [2]\na = ${x} ${y}", """{"x":[1],"y":[2],"a":[1,2]}""");

    [Theory]
    [InlineData("foo.bar : 42", """{"foo":{"bar":42}}""")]
    [InlineData("foo.bar.baz : 42", """{"foo":{"bar":{"baz":42}}}""")]
    [InlineData("a.x : 42, a.y : 43", """{"a":{"x":42,"y":43}}""")]
    [InlineData("a b c : 42", """{"a b c":42}""")]
    [InlineData("true : 42", """{"true":42}""")]
    [InlineData("3 : 42", """{"3":42}""")]
    [InlineData("3.14 : 42", """{"3":{"14":42}}""")]
    [InlineData("10.0foo : 1", """{"10":{"0foo":1}}""")]
    [InlineData("foo10.0 : 1", """{"foo10":{"0":1}}""")]
    [InlineData("foo\"10.0\" : 1", """{"foo10.0":1}""")]
    [InlineData("1.2.3 : 1", """{"1":{"2":{"3":1}}}""")]
    [InlineData("foo.bar.\"hello.world\" : 1", """{"foo":{"bar":{"hello.world":1}}}""")]
    [InlineData("a.\"\".b : 1", """{"a":{"":{"b":1}}}""")]
    [InlineData("a+=1", """{"a":[1]}""")]
    public void Keys_are_path_expressions(string text, string json) => Means(text, json);
}

using Tapedeck.Hocon;
using static Tapedeck.Tests.Hocon.JsonRendering;

namespace Tapedeck.Tests.Hocon.Specification;

/// <summary>The specification's sections from "Unchanged from JSON" to "Multi-line strings".</summary>
public sealed class SyntaxSpec
{
    [Fact]
    public void Comments_end_at_the_newline_and_not_inside_quotes() =>
        Means("# one\na = 1 // two\nb = \"# // no\" # three", """{"a":1,"b":"# // no"}""");

    [Theory]
    [InlineData("")]
    [InlineData(" \n# nothing but a comment\n")]
    [InlineData("{}")]
    public void An_empty_document_is_an_empty_object(string text) => Means(text, "{}");

    [Fact]
    public void Root_braces_may_be_left_out() => Means("a : 1, b : { c : 2 }", """{"a":1,"b":{"c":2}}""");

    [Fact]
    public void Equals_sign_colon_or_a_brace_separate_key_and_value() =>
        Means("a = 1\nb : 2\nc { d = 3 }\n\"e\" {}", """{"a":1,"b":2,"c":{"d":3},"e":{}}""");

    [Fact]
    public void Separator_and_value_may_stand_on_lines_of_their_own() =>
        Means("{\"a\"\n:\n1\n,\n\"b\":\n[\n]\n}", """{"a":1,"b":[]}""");

    [Theory]
    [InlineData("a = [1,2,3,]")]
    [InlineData("a = [1\n2\n3]")]
    [InlineData("a = [\n1,\n2\n,3\n]\n")]
    public void Newlines_replace_commas_and_one_trailing_comma_is_ignored(string text) =>
        Means(text, """{"a":[1,2,3]}""");

    [Fact]
    public void Fields_follow_the_comma_rules_of_lists() =>
        Means("{ a = 1\n b = 2, c = 3,\n }", """{"a":1,"b":2,"c":3}""");

    [Fact]
    public void Every_kind_of_white_space_parts_tokens() =>
        Means("\ufeffa\u00a0=\u20071\u202f\u2028\u2029\u001c\u001d\u001e\u001f\v\f\t\r\n", """{"a":1}""");

    [Theory]
    [InlineData("foo : { a : 42 }, foo : { b : 43 }", """{"foo":{"a":42,"b":43}}""")]
    [InlineData("foo : { a : 42 }, foo : null, foo : { b : 43 }", """{"foo":{"b":43}}""")]
    [InlineData("foo : 1, foo : [2], foo : three", """{"foo":"three"}""")]
    [InlineData("foo : { a : { x : 1, y : 2 } }, foo : { a : { y : 3 } }", """{"foo":{"a":{"x":1,"y":3}}}""")]
    [InlineData("foo : [1], foo : { a : 1 }", """{"foo":{"a":1}}""")]
    public void Duplicate_keys_merge_objects_and_override_everything_else(string text, string json) =>
        Means(text, json);

    [Theory]
    [InlineData("a { x = 1 }", "a = 42", "a { y = 2 }", """{"a":{"x":1}}""")]
    [InlineData("a { x = 1 }", "a { y = 2 }", "a = 42", """{"a":{"y":2,"x":1}}""")]
    public void Files_merge_as_duplicate_keys_do(string first, string second, string third, string json)
    {
        var (a, b, c) = (HoconConfig.Parse(first), HoconConfig.Parse(second), HoconConfig.Parse(third));
        Same(json, a.WithFallback(b).WithFallback(c).ToJson());
        Same(json, a.WithFallback(b.WithFallback(c)).ToJson());
    }

    [Theory]
    [InlineData("truefoo", "truefoo")]
    [InlineData("footrue", "footrue")]
    [InlineData("10.0bar", "10.0bar")]
    [InlineData("bar10.0", "bar10.0")]
    [InlineData("/usr/bin", "/usr/bin")]
    [InlineData("a;b'c|d~e<f>g%h(i)", "a;b'c|d~e<f>g%h(i)")]
    [InlineData("250ms", "250ms")]
    [InlineData("-", "-")]
    public void Unquoted_text_is_a_string(string text, string expected) =>
        Assert.Equal(expected, HoconConfig.Parse($"a = {text}").GetString("a"));

    [Theory]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("1e5", "1e5")]
    [InlineData("1E+5", "1E+5")]
    [InlineData("-0.25e-3", "-0.25e-3")]
    [InlineData("007", "\"007\"")]
    [InlineData("1.", "\"1.\"")]
    public void A_single_literal_keeps_its_json_type(string text, string json) =>
        Means($"a = {text}", $$"""{"a":{{json}}}""");

    [Fact]
    public void Quoted_strings_have_the_escapes_of_json() =>
        Means(@"a = ""\""\\\/\b\f\n\r\t\u00e9\ud83d\ude00""", @"{""a"":""\""\\\/\b\f\n\r\t\u00e9\ud83d\ude00""}");

    [Theory]
    [InlineData("\"\"\"foo\"\"\"", "foo")]
    [InlineData("\"\"\"foo\"\"\"\"", "foo\"")]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"\"\"\"\"\"", "\"\"")]
    [InlineData("\"\"\"two\n lines \\u0041\"\"\"", "two\n lines \\u0041")]
    [InlineData("\"\"\"a \"\" b\"\"\"", "a \"\" b")]
    public void Triple_quoted_strings_are_taken_unchanged_up_to_the_last_three_quotes(string text, string expected) =>
        Assert.Equal(expected, HoconConfig.Parse($"a = {text}").GetString("a"));
}

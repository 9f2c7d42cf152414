using static Tapedeck.Tests.Hocon.JsonRendering;

namespace Tapedeck.Tests.Hocon.Specification;

/// <summary>
/// The specification's sections "Substitutions" and "Substitution fallback to environment variables".
/// </summary>
public sealed class SubstitutionSpec
{
    [Fact]
    public void A_substitution_joins_with_text() =>
        Means("animal.favorite = cat\na = ${animal.favorite} is my favorite animal\nb = ${animal.favorite}\" is\"",
            """{"animal":{"favorite":"cat"},"a":"cat is my favorite animal","b":"cat is"}""");

    [Fact]
    public void A_lone_substitution_keeps_the_type() =>
        Means("x = { n : 1, t : true, z : null, l : [1] }\na = ${x.n}\nb = ${x.t}\nc = ${x.z}\nd = ${x.l}\ne = ${x}",
            """{"x":{"n":1,"t":true,"z":null,"l":[1]},"a":1,"b":true,"c":null,"d":[1],"e":{"n":1,"t":true,"z":null,"l":[1]}}""");

    [Fact]
    public void A_substitution_inside_quotes_is_text() => Means("a = \"${b}\"", """{"a":"${b}"}""");

    [Fact]
    public void A_substitution_looks_forward_and_sees_the_latest_value() =>
        Means("a = ${b}\nb = 1\nb = 2", """{"a":2,"b":2}""");

    [Fact]
    public void An_environment_variable_stands_in_for_a_path_that_is_not_set() =>
        Means("a = ${HOME}/x\nb = ${?HOME}", """{"a":"/root/x","b":"/root"}""", ("HOME", "/root"));

    [Fact]
    public void An_empty_environment_variable_is_an_empty_string() => Means("a = ${E}", """{"a":""}""", ("E", ""));

    [Fact]
    public void A_path_set_to_null_hides_the_environment() =>
        Means("HOME = null\na = ${HOME}", """{"HOME":null,"a":null}""", ("HOME", "/root"));

    [Fact]
    public void An_environment_variable_overrides_only_where_it_is_set()
    {
        const string text = "port = 5557\nport = ${?PORT}";
        Means(text, """{"port":5557}""");
        Means(text, """{"port":"6000"}""", ("PORT", "6000"));
    }

    [Theory]
    [InlineData("a = ${?x}", "{}")]
    [InlineData("a = ${?x}${?y}", "{}")]
    [InlineData("a = 1\na = ${?x}", """{"a":1}""")]
    [InlineData("a = [1, ${?x}, 2]", """{"a":[1,2]}""")]
    [InlineData("a = ${?x}foo", """{"a":"foo"}""")]
    [InlineData("a = ${?x} [1]", """{"a":[1]}""")]
    [InlineData("a = ${?x} { b : 1 }", """{"a":{"b":1}}""")]
    [InlineData("a = { b : 1 }\na = ${?x} { c : 2 }", """{"a":{"b":1,"c":2}}""")]
    public void An_undefined_optional_substitution_vanishes(string text, string json) => Means(text, json);

    [Theory]
    [InlineData("path : \"a:b:c\"\npath : ${path}\":d\"", """{"path":"a:b:c:d"}""")]
    [InlineData("path : [ /bin ]\npath : ${path} [ /usr/bin ]", """{"path":["/bin","/usr/bin"]}""")]
    [InlineData("foo : { a : 1 }\nfoo : ${foo}", """{"foo":{"a":1}}""")]
    [InlineData("foo : ${?foo}", "{}")]
    [InlineData("foo : ${does-not-exist}\nfoo : 42", """{"foo":42}""")]
    [InlineData("foo : ${foo}\nfoo : 42", """{"foo":42}""")]
    [InlineData("foo : { a : { c : 1 } }\nfoo : ${foo.a}\nfoo : { a : 2 }", """{"foo":{"a":2,"c":1}}""")]
    [InlineData("bar : { foo : 42, baz : ${bar.foo} }", """{"bar":{"foo":42,"baz":42}}""")]
    [InlineData("bar : { foo : 42, baz : ${bar.foo} }\nbar : { foo : 43 }", """{"bar":{"foo":43,"baz":43}}""")]
    [InlineData("a = ${?a}foo", """{"a":"foo"}""")]
    [InlineData("a : { b : ${?a} }", """{"a":{}}""")]
    public void A_self_reference_looks_back(string text, string json) => Means(text, json);

    [Fact]
    public void Objects_may_refer_to_each_other() =>
        Means("bar : { a : ${foo.d}, b : 1 }\nbar.b = 3\nfoo : { c : ${bar.b}, d : 2 }\nfoo.d = 4",
            """{"bar":{"a":4,"b":3},"foo":{"c":3,"d":4}}""");

    [Fact]
    public void Two_fields_that_swap_their_values_end_up_equal() =>
        Means("a : 1\nb : 2\na : ${b}\nb : ${a}", """{"a":1,"b":1}""");

    [Fact]
    public void A_field_may_refer_to_its_own_object_through_another_name() =>
        Means("a = ${b}\nb = { x = 1, y = ${a.x} }", """{"a":{"x":1,"y":1},"b":{"x":1,"y":1}}""");

    [Fact]
    public void Each_of_many_steps_looks_back_to_the_one_before() =>
        Means("a = 1\na = ${a}${a}\na = ${a}${a}\na = ${a}${a}", """{"a":"11111111"}""");

    [Theory]
    [InlineData("a += b", """{"a":["b"]}""")]
    [InlineData("a = [1]\na += 2\na += [3]", """{"a":[1,2,[3]]}""")]
    [InlineData("o { l += 1 }\no { l += 2 }", """{"o":{"l":[1,2]}}""")]
    [InlineData("o.l += 1\no.l += { x = 2 }", """{"o":{"l":[1,{"x":2}]}}""")]
    public void Plus_equals_appends_to_what_was_there(string text, string json) => Means(text, json);

    [Fact]
    public void Plus_equals_extends_an_inherited_list_and_leaves_the_original() =>
        Means("base { l = [1] }\nbase { l += 2 }\nmine = ${base} { l += 3 }",
            """{"base":{"l":[1,2]},"mine":{"l":[1,2,3]}}""");

    [Fact]
    public void Plus_equals_never_reads_the_environment() => Means("PATH += x", """{"PATH":["x"]}""", ("PATH", "/bin"));
}

using Tapedeck.Hocon;

namespace Tapedeck.Tests.Hocon.Specification;

/// <summary>The specification's section "Includes", for files.</summary>
public sealed class IncludeSpec : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("include \"sub/b.conf\"")]
    [InlineData("include file(\"sub/b.conf\")")]
    [InlineData("include file( \"sub/b.conf\" )")]
    [InlineData("include required(\"sub/b.conf\")")]
    [InlineData("include required(file(\"sub/b.conf\"))")]
    [InlineData("include required( file( \"sub/b.conf\" ) )")]
    [InlineData("include\n\"sub/b.conf\"")]
    [InlineData("include \"sub/b\"")]
    public void Each_form_reads_the_file_beside_the_including_one(string statement)
    {
        _folder.Write("sub/b.conf", "x = 1\ninclude \"c.conf\"");
        _folder.Write("sub/c.conf", "y = 2");
        Means(statement, """{"x":1,"y":2}""");
    }

    [Fact]
    public void An_absolute_name_is_kept() =>
        Means($"include \"{_folder.Write("b.conf", "x = 1").Replace('\\', '/')}\"", """{"x":1}""");

    [Fact]
    public void Included_keys_override_earlier_and_yield_to_later_ones()
    {
        _folder.Write("b.conf", "x = 2, y = 2, o { p = 2 }");
        Means("x = 1, o { q = 1 }\ninclude \"b.conf\"\ny = 3", """{"x":2,"o":{"q":1,"p":2},"y":3}""");
    }

    [Fact]
    public void An_included_file_sees_its_own_keys_below_the_place_of_the_include()
    {
        _folder.Write("foo.conf", "x : 10, y : ${x}");
        Means("a : { include \"foo.conf\" }", """{"a":{"x":10,"y":10}}""");
        Means("{ a : { include \"foo.conf\" }\n a : { x : 42 } }", """{"a":{"x":42,"y":42}}""");
    }

    [Fact]
    public void An_included_file_sees_the_root_where_its_own_keys_have_no_value()
    {
        _folder.Write("foo.conf", "b { include \"bar.conf\" }");
        _folder.Write("bar.conf", "y : ${x}, z : ${w}");
        Means("w = 1, x = 1, a { x = 2, include \"foo.conf\" }", """{"w":1,"x":1,"a":{"x":2,"b":{"y":2,"z":1}}}""");
    }

    [Fact]
    public void Plus_equals_in_an_included_file_means_the_included_field_alone()
    {
        _folder.Write("foo.conf", "l += 2");
        Means("l = [9], a { l = [1], include \"foo.conf\" }, b { include \"foo.conf\" }",
            """{"l":[9],"a":{"l":[1,2]},"b":{"l":[2]}}""");
    }

    [Fact]
    public void A_name_without_extension_means_json_and_over_it_conf()
    {
        _folder.Write("b.json", """{"x":1,"y":1}""");
        _folder.Write("b.conf", "y = 2");
        Means("include \"b\"", """{"x":1,"y":2}""");
    }

    [Fact]
    public void A_missing_file_is_ignored_unless_it_is_required()
    {
        Means("a = 1\ninclude \"none.conf\"", """{"a":1}""");
        var error = Fails("a = 1\n include required(\"none.conf\")");
        Assert.Equal((2, 2), (error.Line, error.Column));
        Assert.Contains("none.conf does not exist", error.Message);
    }

    [Theory]
    [InlineData("{ foo include : 42 }", """{"foo include":42}""")]
    [InlineData("{ foo : include }", """{"foo":"include"}""")]
    [InlineData("{ foo : [ include ] }", """{"foo":["include"]}""")]
    [InlineData("{ \"include\" : 42 }", """{"include":42}""")]
    public void The_word_include_is_special_only_at_the_start_of_a_key(string text, string json) => Means(text, json);

    [Theory]
    [InlineData("include = 1")]
    [InlineData("include b.conf")]
    [InlineData("include ${x}")]
    [InlineData("include file(\"b.conf\"")]
    [InlineData("include classpath(\"b.conf\")")]
    [InlineData("include \"http://localhost/b.conf\"")]
    [InlineData("include")]
    public void Anything_else_after_include_is_an_error_at_the_statement(string text) =>
        Assert.Equal((1, 1), (Fails(text).Line, Fails(text).Column));

    [Fact]
    public void A_circle_of_includes_is_an_error_at_the_include_that_closes_it()
    {
        _folder.Write("b.conf", "x = 1\ninclude \"a.conf\"");
        var error = Fails("include \"b.conf\"");
        Assert.Equal("b.conf", Path.GetFileName(error.File));
        Assert.Equal(2, error.Line);
        Assert.Contains("includes itself", error.Message);
    }

    [Fact]
    public void Includes_that_multiply_end_in_an_error()
    {
        for (var i = 0; i < 20; i++)
            _folder.Write($"f{i}.conf", $"include \"f{i + 1}.conf\"\ninclude \"f{i + 1}.conf\"");
        Assert.Contains("include less", Fails("include \"f0.conf\"").Message);
    }

    [Fact]
    public void An_included_list_is_an_error()
    {
        _folder.Write("b.conf", "[1]");
        Assert.Equal("b.conf", Path.GetFileName(Fails("include \"b.conf\"").File));
    }

    [Fact]
    public void A_text_has_no_folder_to_include_from() =>
        Assert.Contains("put the text into a file",
            Assert.Throws<HoconException>(() => HoconConfig.Parse("include \"b.conf\"")).Message);

    private HoconException Fails(string text) =>
        Assert.Throws<HoconException>(() => HoconConfig.ParseFile(_folder.Write("a.conf", text)));

    private void Means(string text, string json) =>
        JsonRendering.Same(json, HoconConfig.ParseFile(_folder.Write("a.conf", text)).Resolve().ToJson());
}

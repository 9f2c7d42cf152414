using Tapedeck.Hocon;

namespace Tapedeck.Tests.Hocon;

/// <summary>Every syntax error names its line and column and says what to do.</summary>
public sealed class SyntaxErrorSpec
{
    [Theory]
    [InlineData("[1, 2]", 1, 1, "the root is a list")]
    [InlineData("a = 1\n}", 2, 1, "expected a key, found '}'")]
    [InlineData("a = 1 }", 1, 7, "closes nothing that is open here")]
    [InlineData("{ a = 1 } b", 1, 11, "'b' after the root's closing '}'")]
    [InlineData("{ a = 1", 1, 1, "'{' is never closed")]
    [InlineData("a {\n b = 1\n", 1, 3, "'{' is never closed")]
    [InlineData("a = [1, 2", 1, 5, "'[' is never closed")]
    [InlineData("a = [1, 2 }", 1, 11, "closes nothing that is open here")]
    [InlineData("a = [1,2,3,,]", 1, 12, "two commas in a row")]
    [InlineData("a = [,1,2,3]", 1, 6, "expected a value or ']', found ','")]
    [InlineData("a = [1,,2,3]", 1, 8, "two commas in a row")]
    [InlineData("{ , a = 1 }", 1, 3, "expected a key or '}', found ','")]
    [InlineData("a = 1,, b = 2", 1, 7, "two commas in a row")]
    [InlineData("a", 1, 2, "expected '=', ':', '+=' or '{' after the key a, found the end of the text")]
    [InlineData("a\nb = 1", 2, 1, "after the key a")]
    [InlineData("a =", 1, 4, "expected a value for a, found the end of the text")]
    [InlineData("a = ,", 1, 5, "expected a value for a, found ','")]
    [InlineData("a = tcp://127.0.0.1:5557", 1, 8, "':' cannot stand in an unquoted value; put the value in double quotes")]
    [InlineData("a = b = c", 1, 7, "put the value in double quotes")]
    [InlineData("a..b = 1", 1, 1, "the path has an empty element")]
    [InlineData(".a = 1", 1, 1, "the path has an empty element")]
    [InlineData("a. = 1", 1, 1, "the path has an empty element")]
    [InlineData("a = ${}", 1, 7, "the path has an empty element")]
    [InlineData("a = ${b", 1, 8, "expected '}' after the path of the substitution")]
    [InlineData("a = ${ ?b}", 1, 8, "'?' is reserved")]
    [InlineData("a = ${b${c}}", 1, 8, "expected '}'")]
    [InlineData("${a} = 1", 1, 1, "expected a key, found '${'")]
    [InlineData("a = x?", 1, 6, "the character '?' is reserved; put the value in double quotes")]
    [InlineData("a = $x", 1, 5, "the character '$' is reserved")]
    [InlineData("a = \"x", 1, 5, "no closing quote")]
    [InlineData("a = \"x\ny\"", 1, 5, "no closing quote")]
    [InlineData("a = \"\"\"x", 1, 5, "no closing \"\"\"")]
    [InlineData("a = \"\\q\"", 1, 6, "unknown escape")]
    [InlineData("a = \"\\u12g4\"", 1, 6, "four hex digits")]
    [InlineData("a = \"\t\"", 1, 6, "may not contain U+0009")]
    [InlineData("a = [{ b += 1 }]", 1, 8, "+= cannot be used inside a list")]
    [InlineData("a = 1\r\nb = 2\r\n  c = ?", 3, 7, "is reserved")]
    public void A_syntax_error_names_its_place_and_the_remedy(string text, int line, int column, string message)
    {
        var error = Assert.Throws<HoconException>(() => HoconConfig.Parse(text, "x.conf"));
        Assert.Equal(("x.conf", line, column), (error.File, error.Line, error.Column));
        Assert.StartsWith($"x.conf:{line}:{column}: ", error.Message);
        Assert.Contains(message, error.Message);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a:")]
    [InlineData("a.")]
    [InlineData("a{")]
    public void Deep_nesting_is_an_error_and_not_a_stack_overflow(string opening)
    {
        var text = "x=[" + string.Concat(Enumerable.Repeat(opening, 100_000)) + "a";
        if (opening[0] == 'a') text = text[3..];
        var error = Assert.Throws<HoconException>(() => HoconConfig.Parse(text));
        Assert.Contains("nested deeper than 256 levels", error.Message);
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_an_error_at_the_first_bad_byte()
    {
        using var folder = new TempFolder();
        var path = folder.WriteBytes("bad.conf", [(byte)'a', (byte)'=', (byte)'1', (byte)'\n', (byte)'b', 0xff]);
        var error = Assert.Throws<HoconException>(() => HoconConfig.ParseFile(path));
        Assert.Equal((path, 2, 2), (error.File, error.Line, error.Column));
        Assert.Contains("not valid UTF-8", error.Message);
    }

    [Fact]
    public void A_missing_root_file_is_an_error_that_names_it() =>
        Assert.Equal("none.conf:1:1: the file does not exist; check the path",
            Assert.Throws<HoconException>(() => HoconConfig.ParseFile("none.conf")).Message);
}

using Tapedeck.Hocon;

namespace Tapedeck.Tests.Hocon;

/// <summary>The typed getters: conversions of the specification, and errors at the place of the value.</summary>
public sealed class TypedReadingSpec
{
    private static HoconConfig Config(string value) => HoconConfig.Parse($"a = {value}", "x.conf");

    [Theory]
    [InlineData("1e5", "1e5")]
    [InlineData("true", "true")]
    [InlineData("\"x y\"", "x y")]
    public void A_number_or_boolean_reads_as_the_string_it_was_written_as(string value, string expected) =>
        Assert.Equal(expected, Config(value).GetString("a"));

    [Theory]
    [InlineData("true", true)]
    [InlineData("yes", true)]
    [InlineData("on", true)]
    [InlineData("\"true\"", true)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    [InlineData("off", false)]
    public void Six_words_are_booleans(string value, bool expected) =>
        Assert.Equal(expected, Config(value).GetBoolean("a"));

    [Theory]
    [InlineData("42", 42)]
    [InlineData("\"-7\"", -7)]
    [InlineData("1e3", 1000)]
    [InlineData("5.0", 5)]
    public void Whole_numbers_are_read_from_numbers_and_strings(string value, int expected)
    {
        Assert.Equal(expected, Config(value).GetInt32("a"));
        Assert.Equal(expected, Config(value).GetInt64("a"));
    }

    [Fact]
    public void Sixty_four_bits_are_exact() =>
        Assert.Equal(long.MaxValue, Config("9223372036854775807").GetInt64("a"));

    [Fact]
    public void A_double_is_read_from_numbers_and_strings()
    {
        Assert.Equal(0.25, Config("0.25").GetDouble("a"));
        Assert.Equal(1e300, Config("\"1e300\"").GetDouble("a"));
    }

    [Fact]
    public void Lists_are_read_from_lists_and_numbered_objects()
    {
        Assert.Equal(["x", "1", "true"], Config("[x, 1, true]").GetStringList("a"));
        Assert.Equal(["p", "q"], Config("{ 10 : q, 2 : p, other : z }").GetStringList("a"));
        Assert.Empty(Config("[]").GetStringList("a"));
    }

    [Fact]
    public void A_list_of_objects_gives_a_configuration_each()
    {
        var items = Config("[{ b = 1 }, { b = 2 }]").GetObjectList("a");
        Assert.Equal([1, 2], items.Select(item => item.GetInt32("b")));
    }

    [Fact]
    public void A_sub_configuration_names_the_whole_path_in_its_errors()
    {
        var error = Assert.Throws<HoconException>(() =>
            HoconConfig.Parse("a { b { c = x } }", "x.conf").GetConfig("a").GetConfig("b").GetInt32("c"));
        Assert.EndsWith("found \"x\" at a.b.c", error.Message);
    }

    [Fact]
    public void A_path_is_there_unless_it_is_missing_or_null()
    {
        var config = HoconConfig.Parse("a { b = 1, n = null, \"x.y\" = 2 }");
        Assert.True(config.HasPath("a"));
        Assert.True(config.HasPath("a.b"));
        Assert.True(config.HasPath("a.\"x.y\""));
        Assert.False(config.HasPath("a.n"));
        Assert.False(config.HasPath("a.c"));
        Assert.False(config.HasPath("a.b.c"));
    }

    [Fact]
    public void Leaf_paths_are_all_paths_of_values_that_are_no_objects() =>
        Assert.Equal(["a.b", "a.\"x.y\".z", "a.n", "l"],
            HoconConfig.Parse("a { b = 1, \"x.y\" { z = 2 }, e {}, n = null }\nl = [{ q = 1 }]").LeafPaths());

    [Fact]
    public void The_origin_of_a_value_is_where_it_stands()
    {
        var config = HoconConfig.Parse("a = 1\nb {\n  c = [2]\n}\nd = ${a}", "x.conf");
        Assert.Equal(new HoconOrigin("x.conf", 1, 5), config.GetOrigin("a"));
        Assert.Equal(new HoconOrigin("x.conf", 3, 7), config.GetOrigin("b.c"));
        Assert.Equal(new HoconOrigin("x.conf", 1, 5), config.GetOrigin("d"));
    }

    [Fact]
    public void A_wrong_unit_is_reported_in_the_words_of_the_contract()
    {
        var config = HoconConfig.Parse("tapedeck {\n  checkpoint { interval = soon }\n}", "hocon/node.conf");
        var error = Assert.Throws<HoconException>(() => config.GetDuration("tapedeck.checkpoint.interval"));
        Assert.Equal("hocon/node.conf:2:27: expected a duration such as 250ms, 5s or 1h, found \"soon\" "
            + "at tapedeck.checkpoint.interval", error.Message);
    }

    public static TheoryData<string, Func<HoconConfig, object>, string> Misreadings => new()
    {
        { "null", c => c.GetString("a"), "expected a string, found null at a" },
        { "[1]", c => c.GetString("a"), "expected a string, found a list at a" },
        { "{}", c => c.GetString("a"), "expected a string, found an object at a" },
        { "maybe", c => c.GetBoolean("a"), "expected a boolean (true, yes, on, false, no or off), found \"maybe\" at a" },
        { "1.5", c => c.GetInt32("a"), "expected a whole number from -2147483648 to 2147483647, found 1.5 at a" },
        { "3000000000", c => c.GetInt32("a"), "found 3000000000 at a" },
        { "1e40", c => c.GetInt64("a"), "found 1e40 at a" },
        { "x", c => c.GetDouble("a"), "expected a number, found \"x\" at a" },
        { "1e999", c => c.GetDouble("a"), "expected a number, found 1e999 at a" },
        { "NaN", c => c.GetDouble("a"), "expected a number, found \"NaN\" at a" },
        { "5 fortnights", c => c.GetDuration("a"), "expected a duration such as 250ms, 5s or 1h, found \"5 fortnights\" at a" },
        { "5S", c => c.GetDuration("a"), "found \"5S\" at a" },
        { "1e20d", c => c.GetDuration("a"), "found \"1e20d\" at a" },
        { "10 mb", c => c.GetSize("a"), "expected a size such as 512B, 64KiB or 10MB, found \"10 mb\" at a" },
        { "-1", c => c.GetSize("a"), "found -1 at a" },
        { "1YB", c => c.GetSize("a"), "found \"1YB\" at a" },
        { "x", c => c.GetStringList("a"), "expected a list, found \"x\" at a" },
        { "{ b : 1 }", c => c.GetStringList("a"), "expected a list, found an object at a" },
        { "1", c => c.GetConfig("a"), "expected an object, found 1 at a" },
    };

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void A_value_of_another_type_is_an_error_at_the_value(
        string value, Func<HoconConfig, object> read, string message)
    {
        var error = Assert.Throws<HoconException>(() => read(Config(value)));
        Assert.Equal(("x.conf", 1, 5), (error.File, error.Line, error.Column));
        Assert.EndsWith(message, error.Message);
    }

    [Fact]
    public void A_wrong_list_element_is_an_error_at_the_element()
    {
        var error = Assert.Throws<HoconException>(() => Config("[x,\n null]").GetStringList("a"));
        Assert.Equal("x.conf:2:2: expected a string, found null at a.1", error.Message);
    }

    [Fact]
    public void A_missing_value_is_an_error_at_the_object_around_it()
    {
        var error = Assert.Throws<HoconException>(() => HoconConfig.Parse("\na { b = 1 }", "x.conf").GetString("a.c"));
        Assert.Equal("x.conf:2:3: there is no value at a.c; set it", error.Message);
    }
}

using Tapedeck.Hocon;

namespace Tapedeck.Tests.Hocon;

/// <summary>Configurations laid over each other, and when their substitutions are resolved.</summary>
public sealed class StackingSpec
{
    [Fact]
    public void The_upper_configuration_wins_and_objects_merge()
    {
        var config = HoconConfig.Parse("a { x = 1 }").WithFallback(HoconConfig.Parse("a { x = 0, y = 2 }\nb = 3"));
        JsonRendering.Same("""{"a":{"x":1,"y":2},"b":3}""", config.ToJson());
    }

    [Fact]
    public void Substitutions_of_both_see_the_merged_whole()
    {
        var reference = HoconConfig.Parse("logs = default\nreports = ${logs}/reports");
        var node = HoconConfig.Parse("logs = ${root}/logs").WithFallback(HoconConfig.Parse("root = /data"));
        Assert.Equal("/data/logs/reports", node.WithFallback(reference).GetString("reports"));
    }

    [Fact]
    public void An_upper_substitution_may_extend_the_lower_value() =>
        Assert.Equal(["x", "y"],
            HoconConfig.Parse("l = ${l} [y]").WithFallback(HoconConfig.Parse("l = [x]")).GetStringList("l"));

    [Fact]
    public void An_unset_optional_substitution_lets_the_lower_value_through() =>
        Assert.Equal(1, HoconConfig.Parse("a = ${?none.such}").WithFallback(HoconConfig.Parse("a = 1")).GetInt32("a"));

    [Fact]
    public void An_error_names_the_file_the_value_came_from()
    {
        var reference = HoconConfig.Parse("\na = x", "reference.conf");
        var config = HoconConfig.Parse("b = 1", "node.conf").WithFallback(reference);
        Assert.Equal("reference.conf", Assert.Throws<HoconException>(() => config.GetInt32("a")).File);
    }

    [Fact]
    public void Without_a_call_to_resolve_the_first_read_takes_the_variables_of_the_process() =>
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), HoconConfig.Parse("a = ${PATH}").GetString("a"));

    [Fact]
    public void Variables_given_to_resolve_replace_those_of_the_process() =>
        Assert.Throws<HoconException>(() => HoconConfig.Parse("a = ${PATH}").Resolve(new Dictionary<string, string>()));

    [Fact]
    public void Variables_given_to_resolve_stay_with_the_upper_configuration()
    {
        var upper = HoconConfig.Parse("a = ${V}").Resolve(new Dictionary<string, string> { ["V"] = "1" });
        Assert.Equal("1", upper.WithFallback(HoconConfig.Parse("b = ${a}")).GetString("b"));
    }
}

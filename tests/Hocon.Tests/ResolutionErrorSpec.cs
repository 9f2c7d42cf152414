using Tapedeck.Hocon;

namespace Tapedeck.Tests.Hocon;

/// <summary>What cannot be resolved is an error at the place of the substitution.</summary>
public sealed class ResolutionErrorSpec
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [Theory]
    [InlineData("a = 1\nb = ${c.d}", 2, 5, "${c.d} has no value; set c.d, or write ${?c.d} if it may be missing")]
    [InlineData("foo : ${foo}", 1, 7, "leads back to itself")]
    [InlineData("foo : ${foo}\nfoo : { a : 1 }", 1, 7, "leads back to itself")]
    [InlineData("bar : ${foo}\nfoo : ${bar}", 2, 7, "leads back to itself")]
    [InlineData("a : ${b}\nb : ${c}\nc : ${a}", 3, 5, "leads back to itself")]
    [InlineData("a : { b : ${a} }", 1, 5, "contains itself")]
    [InlineData("a : [${a}]", 1, 5, "contains itself")]
    [InlineData("a : { b : ${a} { b : ${a} { c : 1 } } }", 1, 5, "")]
    [InlineData("a = [1] x", 1, 9, "\"x\" stands beside a list")]
    [InlineData("a = { b : 1 } x", 1, 15, "\"x\" stands beside an object")]
    [InlineData("a = { b : 1 } [1]", 1, 5, "an object stands beside a list")]
    [InlineData("a = [1]\nb = ${a} \" \" ${a}", 2, 10, "\" \" stands beside a list")]
    [InlineData("a = 1\na += 2", 2, 1, "1 stands beside a list")]
    public void An_error_of_resolution_names_its_place_and_the_remedy(string text, int line, int column, string message)
    {
        var config = HoconConfig.Parse(text, "x.conf");
        var error = Assert.Throws<HoconException>(() => config.Resolve(NoVariables));
        Assert.Contains(message, error.Message);
        if (message.Length > 0) Assert.Equal(("x.conf", line, column), (error.File, error.Line, error.Column));
    }

    [Fact]
    public void A_long_chain_of_substitutions_is_an_error_and_not_a_stack_overflow()
    {
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i} = ${{a{i + 1}}}\n"));
        var error = Assert.Throws<HoconException>(() => HoconConfig.Parse(text).Resolve(NoVariables));
        Assert.Contains("shorten the chain", error.Message);
    }

    [Fact]
    public void A_long_chain_is_an_error_on_a_small_thread_stack_too()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 250)) + "${a0}" + string.Concat(Enumerable.Repeat("]", 250));
        var chain = Enumerable.Range(0, 5_000).Select(i => $"a{i} = ${{a{i + 1}}} {{ b = [ ${{a{i + 1}}} ] }}");
        var text = string.Join('\n', [$"first = {deep}", .. chain]);
        Exception? error = null;
        var thread = new Thread(
            () => error = Record.Exception(() => HoconConfig.Parse(text).Resolve(NoVariables)),
            maxStackSize: 384 * 1024);
        thread.Start();
        thread.Join();
        Assert.IsType<HoconException>(error);
    }

    [Theory]
    [InlineData("a{0} = ${{a{1}}}${{a{1}}}", "a40 = x", "longer than")]
    [InlineData("a{0} = ${{a{1}}} ${{a{1}}}", "a40 = [1]", "longer than")]
    [InlineData("a{0} = [${{a{1}}}, ${{a{1}}}]", "a40 = x", "use fewer")]
    [InlineData("a{0} {{ x = ${{a{1}}}, y = ${{a{1}}} }}", "a40 = x", "use fewer")]
    public void Substitutions_that_multiply_end_in_an_error(string line, string last, string message)
    {
        var lines = Enumerable.Range(0, 40).Select(i => string.Format(null, line, i, i + 1));
        var config = HoconConfig.Parse(string.Join('\n', [.. lines, last]));
        Assert.Contains(message, Assert.Throws<HoconException>(() => config.Resolve(NoVariables)).Message);
    }
}

using FsCheck.Xunit;
using Tapedeck.Hocon;
using Tapedeck.Hocon.Syntax;
using Tapedeck.Hocon.Values;

namespace Tapedeck.Tests.Hocon.Properties;

[Properties(Arbitrary = [typeof(Some)])]
public sealed class ConfigurationProperties
{
    [Property]
    public void Any_json_document_parses_to_itself(JsonDocumentText json) =>
        JsonRendering.Same(json.Text, HoconConfig.Parse(json.Text).ToJson());

    [Property]
    public void The_empty_configuration_changes_nothing(HoconLines lines)
    {
        var config = HoconConfig.Parse(lines.Text);
        Assert.Equal(Outcome(config), Outcome(config.WithFallback(HoconConfig.Empty)));
        Assert.Equal(Outcome(config), Outcome(HoconConfig.Empty.WithFallback(config)));
    }

    [Property]
    public void Falling_back_is_associative(HoconLines first, HoconLines second, HoconLines third)
    {
        var (a, b, c) = (HoconConfig.Parse(first.Text), HoconConfig.Parse(second.Text), HoconConfig.Parse(third.Text));
        Assert.Equal(Outcome(a.WithFallback(b).WithFallback(c)), Outcome(a.WithFallback(b.WithFallback(c))));
    }

    [Property]
    public void Falling_back_is_the_same_as_writing_the_texts_one_after_the_other(HoconLines lower, HoconLines upper)
    {
        var stacked = HoconConfig.Parse(upper.Text).WithFallback(HoconConfig.Parse(lower.Text));
        var written = HoconConfig.Parse(lower.Text + "\n" + upper.Text);
        Assert.Equal(Outcome(written), Outcome(stacked));
    }

    [Property]
    public void Falling_back_changes_neither_side(HoconLines first, HoconLines second)
    {
        var (a, b) = (HoconConfig.Parse(first.Text), HoconConfig.Parse(second.Text));
        var outcomeOfA = Outcome(HoconConfig.Parse(first.Text));
        var outcomeOfB = Outcome(HoconConfig.Parse(second.Text));
        _ = Outcome(a.WithFallback(b).WithFallback(a));
        Assert.Equal(outcomeOfA, Outcome(a));
        Assert.Equal(outcomeOfB, Outcome(b));
    }

    [Property(MaxTest = 2_000)]
    public void No_text_makes_anything_but_a_configuration_or_its_own_error(SyntaxSoup soup) =>
        _ = Attempt(() => HoconConfig.Parse(soup.Text).Resolve().LeafPaths().Count.ToString());

    [Property]
    public void No_random_text_makes_anything_but_a_configuration_or_its_own_error(string? text) =>
        _ = Attempt(() => HoconConfig.Parse(text ?? "").Resolve().LeafPaths().Count.ToString());

    [Property]
    public void A_rendered_path_reads_back_the_same(FsCheck.NonEmptyArray<FsCheck.NonNull<string>> keys)
    {
        var elements = keys.Get.Select(key => key.Get).ToArray();
        Assert.Equal(elements, PathParser.Parse(new HoconPath(elements).ToString()).Elements);
    }

    [Property]
    public void Every_leaf_path_is_found(JsonDocumentText json)
    {
        var config = HoconConfig.Parse(json.Text);
        Assert.All(config.LeafPaths(), path => _ = config.GetOrigin(path));
    }

    // The fields of an object have no order, so neither have those of an outcome. Where several substitutions are
    // wrong, which one is reported first follows the order of fields; that there is an error does not.
    private static string Outcome(HoconConfig config) =>
        Attempt(() => Sorted(config.Resolve(new Dictionary<string, string>()).Root));

    private static string Sorted(HoconNode node) => node switch
    {
        ObjectNode inner => $"{{{string.Join(',', inner.Fields.OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => $"{f.Key}:{Sorted(f.Value[^1])}"))}}}",
        ArrayNode list => $"[{string.Join(',', list.Elements.Select(Sorted))}]",
        _ => node.Description,
    };

    private static string Attempt(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (HoconException)
        {
            return "error";
        }
    }
}

using Tapedeck.Enrichment.Masking;
using static Tapedeck.Tests.Enrichment.Masking.Masker;

namespace Tapedeck.Tests.Enrichment.Masking;

public sealed class ApiKeyTests
{
    public static TheoryData<string> Keys => [.. Secrets.ApiKeys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_of_a_well_known_service_is_masked_wherever_it_stands(string key)
    {
        foreach (var (before, behind) in new[]
            {
                ("", ""), ("use ", "."), ("(", ")"), ("{\"a\":\"", "\"}"), ("{\"a\":\"{\\\"b\\\":\\\"", "\\\"}\"}"),
                ("{\"a\":\"line\\n", "\\nline\"}"), ("\\u0022", "\\u0022"), ("é", "é"), ("a=", ","), ("\t", "\r\n"),
                ("\\u00e9", "\\u00e9"), (new string('x', 100) + " ", " " + new string('x', 100)),
            })
            Assert.Equal($"{before}▮api-key{behind}", Mask($"{before}{key}{behind}"));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void What_is_part_of_a_word_or_too_short_is_no_key(string key)
    {
        Assert.Equal("x" + key, Mask("x" + key));
        Assert.Equal("x_" + key, Mask("x_" + key));
        Assert.Equal(key[..10], Mask(key[..10]));
    }

    [Theory]
    [InlineData("sk-learn-is-a-library-for-machine-learning")]
    [InlineData("task-force sk_ sk- AKIA xoxo the hf_model and npm_config_registry")]
    [InlineData("AKIAabcdefghijklmnop")]
    [InlineData("AKIAIOSFODNN7EXAMPLETOOLONG")]
    [InlineData("claude_code_1764590299526")]
    [InlineData("7f9c2ba4-e88f-11ee-951e-0242ac120002")]
    [InlineData("C:\\\\npm_cache\\\\hf_hub")]
    public void Near_misses_stay(string text) => Assert.Equal(text, Mask(text));

    [Fact]
    public void An_escape_is_not_cut_where_a_key_seems_to_begin_in_it()
    {
        var tail = new string('a', 36) + "1";
        Assert.Equal($"\"\\npm_{tail}\"", Mask($"\"\\npm_{tail}\""));
        Assert.Equal($"\"\\\\▮api-key\"", Mask($"\"\\\\np" + $"m_{tail}\""));
        Assert.Equal("\"\\u00AKIAIOSFODNN7EXAMPLE\"", Mask("\"\\u00AKIAIOSFODNN7EXAMPLE\""));
    }

    [Fact]
    public void Only_the_kinds_that_are_asked_for_are_masked()
    {
        var text = $"{Secrets.Aws} {Secrets.Jwt} {Secrets.Email} {Secrets.PrivateKey()} password=hunter2hunter2";

        Assert.Equal(text, Mask(text, SecretKinds.None));
        Assert.Equal(text.Replace(Secrets.Email, "▮email", StringComparison.Ordinal), Mask(text, SecretKinds.Email));
        Assert.Equal(text.Replace(Secrets.Jwt, "▮bearer-token", StringComparison.Ordinal), Mask(text, SecretKinds.BearerToken));
        Assert.Equal(
            text.Replace(Secrets.PrivateKey(), "▮private-key", StringComparison.Ordinal), Mask(text, SecretKinds.PrivateKey));
        Assert.Equal(
            text.Replace(Secrets.Aws, "▮api-key", StringComparison.Ordinal)
                .Replace("hunter2hunter2", "▮api-key", StringComparison.Ordinal),
            Mask(text, SecretKinds.ApiKey));
        Assert.Equal("▮api-key ▮bearer-token ▮email ▮private-key password=▮api-key", Mask(text));
    }

    [Fact]
    public void A_key_behind_what_only_looks_like_an_escape_is_masked() => Assert.DoesNotContain(
        "EXAMPLE", Masker.Raw("""{"a":"\\\\u00 AKIAIOSFODNN7EXAMPLE"}"""), StringComparison.Ordinal);
}

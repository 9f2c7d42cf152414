using static Tapedeck.Tests.Enrichment.Masking.Masker;

namespace Tapedeck.Tests.Enrichment.Masking;

public sealed class AssignedSecretTests
{
    [Theory]
    [InlineData("api_key")]
    [InlineData("apikey")]
    [InlineData("api-key")]
    [InlineData("apiKey")]
    [InlineData("x-api-key")]
    [InlineData("X-API-Key")]
    [InlineData("OPENAI_API_KEY")]
    [InlineData("access_key")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("secret")]
    [InlineData("secret_key")]
    [InlineData("clientSecret")]
    [InlineData("client_secret")]
    [InlineData("password")]
    [InlineData("passwd")]
    [InlineData("DB_PASSWORD")]
    public void The_value_behind_a_name_is_masked_and_nothing_else(string name)
    {
        foreach (var form in new[]
            {
                "@=#", "export @=# ", "@: #", "@ = '#'", "\"@\":\"#\"", "\"@\" : \"#\"", "{\"c\":\"{\\\"@\\\": \\\"#\\\"}\"}",
                "{\"c\":\"{\\u0022@\\u0022: \\u0022#\\u0022}\"}", "{\"c\":\"{\\\\\\\"@\\\\\\\": \\\\\\\"#\\\\\\\"}\"}",
                "{'@': '#'}", "@\\u003d#", "@:`#`", "'@' => '#'", "@=\\\"#\\\"", "\"c\":\"@=#\\nnext\"", "@=#, and", "(@=#).",
            })
            Assert.Equal(
                form.Replace("@", name, StringComparison.Ordinal).Replace("#", "▮api-key", StringComparison.Ordinal),
                Mask(form.Replace("@", name, StringComparison.Ordinal).Replace("#", "s3cr3t-value", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("the secret: we should not say")]
    [InlineData("password: unforgettable")]
    [InlineData("password: short1")]
    [InlineData("the password is 123456789")]
    [InlineData("secretary: 1234567890")]
    [InlineData("keywords: abc123456")]
    [InlineData("\"password\":null,\"x\":12345678")]
    [InlineData("\"password\":true,\"x\":12345678")]
    [InlineData("\"password\":[12345678]")]
    [InlineData("\"password\":1.2345678")]
    [InlineData("{\"a\":\"password:\",\"b\":12345678}")]
    [InlineData("{\"a\":[\"password=\"],\"b\":12345678}")]
    [InlineData("{\"a\":{\"b\":\"api_key=\"},\"c1234567\":0}")]
    [InlineData("{\"a\":\"secret =\\\"\",\"b1234567\":1}")]
    public void Prose_and_other_values_stay(string text) => Assert.Equal(text, Mask(text));

    [Fact]
    public void A_number_in_JSON_becomes_a_text() => Assert.Equal(
        "{\"password\": \"▮api-key\",\"c\":\"{\\\"passwd\\\":\\\"▮api-key\\\"}\"}",
        Mask("{\"password\": 12345678,\"c\":\"{\\\"passwd\\\":87654321}\"}"));

    [Theory]
    [InlineData("{\"password\":\"pass\\\"wo,rd'}1\",\"x\":1}", "{\"password\":\"▮api-key\",\"x\":1}")]
    [InlineData("{\"password\":\"password1\\\\\",\"x\":1}", "{\"password\":\"▮api-key\",\"x\":1}")]
    [InlineData("{\"t\":\"password=\\\"password1\"}", "{\"t\":\"password=\\\"▮api-key\"}")]
    [InlineData("{\"t\":\"password='password1\",\"x\":\"y'\"}", "{\"t\":\"password='▮api-key\",\"x\":\"y'\"}")]
    public void The_value_ends_with_its_own_quote_or_the_string_it_is_in(string text, string masked) =>
        Assert.Equal(masked, Mask(text));

    [Fact]
    public void A_known_key_has_the_same_digest_with_a_name_and_without() => Assert.Equal(
        Digest($"use {Secrets.OpenAi}"), Digest($"https://example.com/?api_key={Secrets.OpenAi}&page=2"));

    [Fact]
    public void A_key_in_the_name_that_something_is_assigned_to_is_masked_too()
    {
        var masked = Masker.Raw("""{"passwd-xoxs--aB3dE6gH9":1234567890}""");

        Assert.DoesNotContain("aB3dE6gH9", masked, StringComparison.Ordinal);
        Assert.DoesNotContain("1234567890", masked, StringComparison.Ordinal);
    }
}

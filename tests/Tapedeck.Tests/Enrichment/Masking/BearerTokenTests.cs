using static Tapedeck.Tests.Enrichment.Masking.Masker;

namespace Tapedeck.Tests.Enrichment.Masking;

public sealed class BearerTokenTests
{
    [Theory]
    [InlineData("Authorization: Bearer abcdefghij0123456789", "Authorization: Bearer ▮bearer-token")]
    [InlineData("\"Authorization\":\"bearer AbCdEf.~+/_-12345==\"", "\"Authorization\":\"bearer ▮bearer-token\"")]
    [InlineData("BEARER  abcdefghij0123456789\\n", "BEARER  ▮bearer-token\\n")]
    [InlineData("Bearer abcdefghij\\u002B0123456789\\u003D\\/x", "Bearer ▮bearer-token\\/x")]
    [InlineData("Bearer abcdefghij0123456789.", "Bearer ▮bearer-token.")]
    public void Behind_Bearer_the_token_is_masked(string text, string masked) => Assert.Equal(masked, Mask(text));

    [Theory]
    [InlineData("the bearer responsibilities of")]
    [InlineData("Bearer short1")]
    [InlineData("Bearer, abcdefghij0123456789")]
    [InlineData("a year 20230101020304050607")]
    public void Prose_stays(string text) => Assert.Equal(text, Mask(text));

    [Fact]
    public void A_web_token_is_masked_wherever_it_stands_and_has_the_digest_that_it_has_behind_Bearer()
    {
        Assert.Equal("token ▮bearer-token.", Mask($"token {Secrets.Jwt}."));
        Assert.Equal("{\"t\":\"▮bearer-token\"}", Mask($"{{\"t\":\"{Secrets.Jwt}\"}}"));
        Assert.Equal(Digest(Secrets.Jwt), Digest($"Bearer {Secrets.Jwt}"));
    }

    [Fact]
    public void What_has_not_three_parts_is_no_web_token()
    {
        var twoParts = Secrets.Jwt[..Secrets.Jwt.LastIndexOf('.')];
        Assert.Equal(twoParts, Mask(twoParts));
        Assert.Equal("x" + Secrets.Jwt, Mask("x" + Secrets.Jwt));
        Assert.Equal("eyJ.eyJ.eyJ", Mask("eyJ.eyJ.eyJ"));
    }
}

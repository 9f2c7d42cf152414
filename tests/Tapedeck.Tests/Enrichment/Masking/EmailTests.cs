using static Tapedeck.Tests.Enrichment.Masking.Masker;

namespace Tapedeck.Tests.Enrichment.Masking;

public sealed class EmailTests
{
    [Theory]
    [InlineData("write to alice@example.com.", "write to ▮email.")]
    [InlineData("<bob.smith+x@mail.example.co.uk>", "<▮email>")]
    [InlineData("{\"from\":\"a_b-c%d@example.org\"}", "{\"from\":\"▮email\"}")]
    [InlineData("\"\\nalice@example.com\\n\"", "\"\\n▮email\\n\"")]
    [InlineData("\"alice\\u002Btest@example.com\"", "\"▮email\"")]
    [InlineData("\"\\u00e9alice@example.com\"", "\"\\u00e9▮email\"")]
    [InlineData("mailto:alice@example.com?subject=x", "mailto:▮email?subject=x")]
    [InlineData("a@b.cd,e@f.gh", "▮email,▮email")]
    [InlineData("a@b.cd@e.fg", "▮email@e.fg")]
    public void An_address_is_masked(string text, string masked) => Assert.Equal(masked, Mask(text));

    [Theory]
    [InlineData("@Status-Ready @Chain-testing")]
    [InlineData("lodash@4.17.21")]
    [InlineData("root@localhost")]
    [InlineData("a @ b.com")]
    [InlineData("@example.com")]
    [InlineData("alice@.com")]
    [InlineData("alice@-example.com")]
    [InlineData("alice@example.c")]
    [InlineData("\"alice\\n@example.com\"")]
    public void What_is_no_address_stays(string text) => Assert.Equal(text, Mask(text));

    [Fact]
    public void A_local_part_has_64_characters_at_most_and_a_domain_253()
    {
        var name = new string('a', 64);
        Assert.Equal("▮email", Mask($"{name}@example.com"));
        Assert.Equal($"a{name}@example.com", Mask($"a{name}@example.com"));
        Assert.Equal("▮email", Mask($"a@{name}.com"));
        Assert.Equal($"a@{name}{name}{name}{name}.com", Mask($"a@{name}{name}{name}{name}.com"));
    }

    [Fact]
    public void An_address_has_one_digest_however_it_is_escaped() =>
        Assert.Equal(Digest("alice+test@example.com"), Digest("\"alice\\u002Btest@example.com\""));
}

using static Tapedeck.Tests.Enrichment.Masking.Masker;

namespace Tapedeck.Tests.Enrichment.Masking;

public sealed class PrivateKeyTests
{
    [Theory]
    [InlineData("PRIVATE KEY")]
    [InlineData("RSA PRIVATE KEY")]
    [InlineData("EC PRIVATE KEY")]
    [InlineData("ENCRYPTED PRIVATE KEY")]
    [InlineData("OPENSSH PRIVATE KEY")]
    [InlineData("PGP PRIVATE KEY BLOCK")]
    public void A_private_key_is_masked_from_its_first_line_to_its_last(string label) => Assert.Equal(
        "before\n▮private-key\nbehind", Mask($"before\n{Secrets.PrivateKey("\n", label)}\nbehind"));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\\n")]
    [InlineData("\\r\\n")]
    [InlineData("\\\\n")]
    [InlineData("\\u000a")]
    public void Its_digest_does_not_depend_on_how_lines_end(string newLine) =>
        Assert.Equal(Digest(Secrets.PrivateKey()), Digest($"key: {Secrets.PrivateKey(newLine)}{newLine}"));

    [Fact]
    public void Without_its_last_line_it_is_masked_to_the_end_of_the_string_or_of_the_text()
    {
        var cut = Secrets.PrivateKey("\\n")[..100];
        Assert.Equal("{\"k\":\"▮private-key\",\"x\":1}", Mask($"{{\"k\":\"{cut}\",\"x\":1}}"));
        Assert.Equal("{\"k\":\"{\\\"k\\\":\\\"▮private-key\\\"}\"}", Mask($"{{\"k\":\"{{\\\"k\\\":\\\"{cut}\\\"}}\"}}"));
        Assert.Equal("garbage ▮private-key", Mask($"garbage {cut}"));
    }

    [Theory]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----")]
    [InlineData("--BEGIN PRIVATE KEY--")]
    [InlineData("BEGIN PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE")]
    public void What_is_public_or_no_key_stays(string text) => Assert.Equal(text, Mask(text));

    [Fact]
    public void A_label_does_not_go_on_in_another_string()
    {
        const string Text = """["-----BEGIN ",{"message":"PRIVATE KEY-----"}]""";

        Assert.Equal(Text, Masker.Raw(Text));
    }
}

using static Tapedeck.Tests.Enrichment.Masking.Masker;

namespace Tapedeck.Tests.Enrichment.Masking;

/// <summary>Of a frame that is too large only the head is kept: a secret may be cut at its edge.</summary>
public sealed class CutTextTests
{
    private const string Before = "{\"a\":\"say ";

    public static TheoryData<string> Known => [.. Secrets.ApiKeys, Secrets.Jwt, Secrets.Email];

    [Theory]
    [MemberData(nameof(Known))]
    public void No_byte_of_a_secret_is_left_wherever_it_is_cut(string secret)
    {
        for (var length = 1; length <= secret.Length; length++)
        {
            var masked = Raw(Before + secret[..length], isCut: true);
            Assert.True(
                masked == Before || (masked.StartsWith(Before + "[masked:", StringComparison.Ordinal) && masked.EndsWith(']')),
                masked);
        }
    }

    [Fact]
    public void A_cut_private_key_is_masked_from_its_first_line()
    {
        var key = Secrets.PrivateKey("\\n");
        for (var length = key.IndexOf("\\n", StringComparison.Ordinal); length <= key.Length; length++)
            Assert.Matches(@"^{""a"":""say \[masked:private-key:.{16}\]$", Raw(Before + key[..length], isCut: true));
    }

    [Fact]
    public void A_cut_text_without_secrets_loses_its_last_word_and_64_characters_at_most()
    {
        Assert.Equal("the last ", Raw("the last word", isCut: true));
        Assert.Equal("the end ", Raw("the end ", isCut: true));
        Assert.Equal(new string('x', 36), Raw(new string('x', 100), isCut: true));
        Assert.Equal("", Raw("", isCut: true));
    }
}

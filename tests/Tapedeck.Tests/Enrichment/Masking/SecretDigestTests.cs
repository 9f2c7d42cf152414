using System.Security.Cryptography;
using System.Text;
using Tapedeck.Enrichment;
using Tapedeck.Enrichment.Masking;

namespace Tapedeck.Tests.Enrichment.Masking;

public sealed class SecretDigestTests
{
    [Fact]
    public void A_digest_is_the_beginning_of_the_HMAC_of_the_plain_secret_under_the_salt()
    {
        var salt = RandomNumberGenerator.GetBytes(MaskSalt.Length);
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(salt, "pass+wörd😀/1"u8))[..16];

        foreach (var sent in new[]
            {
                "pass+wörd😀/1", "pass\\u002Bw\\u00f6rd\\uD83D\\uDE00\\/1", "pass\\\\u002Bw\\\\u00F6rd\\\\ud83d\\\\ude00\\\\/1",
            })
            Assert.Equal($"[masked:api-key:{expected}]", Digest(salt, sent));
    }

    [Fact]
    public void Half_a_pair_and_bytes_that_are_no_UTF_8_have_digests_too()
    {
        var salt = new byte[MaskSalt.Length];
        Assert.NotEqual(Digest(salt, "\\ud83d"), Digest(salt, "\\ud83d\\ud83d"));
        Assert.NotEqual(Digest(salt, [0xFF]), Digest(salt, [0xFE]));
    }

    private static string Digest(byte[] salt, string secret) => Digest(salt, Encoding.UTF8.GetBytes(secret));

    private static string Digest(byte[] salt, ReadOnlySpan<byte> secret)
    {
        var output = new LineBuffer();
        new SecretDigest(salt).Append(secret, SecretKinds.ApiKey, output);
        return Encoding.UTF8.GetString(output.Written);
    }
}

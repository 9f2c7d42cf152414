using System.Text;
using Tapedeck.Enrichment.Masking;

namespace Tapedeck.Tests.Enrichment.Masking;

/// <summary>Invariant checked: time grows with the length. What took its square would take hours on these.</summary>
public sealed class HostileTextTests
{
    private const int Bytes = 1024 * 1024;

    [Theory]
    [InlineData("a")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("a@a.")]
    [InlineData("a.a.a.@")]
    [InlineData("\\u002B@")]
    [InlineData("-")]
    [InlineData("-----BEGIN")]
    [InlineData("-----BEGIN PRIVATE KEY----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\\n-----END ")]
    [InlineData("sk-")]
    [InlineData("sk_live_")]
    [InlineData("eyJ")]
    [InlineData("-eyJ")]
    [InlineData(".eyJ")]
    [InlineData("eyJabcdefghij.")]
    [InlineData(".eyJabcdefghij,")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a")]
    [InlineData("password:")]
    [InlineData("password")]
    [InlineData("api_key=")]
    [InlineData("secret_")]
    [InlineData("\\")]
    [InlineData("\\\\@")]
    [InlineData("\"secret\":\"")]
    public async Task A_text_of_nothing_but_beginnings_takes_linear_time(string piece)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, Bytes / piece.Length)));

        await Task.Run(() => Masker.Bytes(text, out _)).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Where_nothing_is_found_nothing_is_allocated()
    {
        var text = Encoding.UTF8.GetBytes(
            """{"message_id":"a_1","from":"claude_code","content":{"message":"the secret of the key is @ 7: no bearer"}}""");
        var masker = new SecretMasker(new MaskRules(SecretKinds.All, new byte[MaskSalt.Length]));
        var output = new Tapedeck.Enrichment.LineBuffer();
        var counts = default(MaskCounts);
        masker.Mask(text, isCut: false, output, ref counts);

        var before = GC.GetAllocatedBytesForCurrentThread();
        masker.Mask(text, isCut: false, output, ref counts);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}

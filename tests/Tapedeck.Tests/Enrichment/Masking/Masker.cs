using System.Text;
using System.Text.RegularExpressions;
using Tapedeck.Enrichment;
using Tapedeck.Enrichment.Masking;

namespace Tapedeck.Tests.Enrichment.Masking;

/// <summary>Masks single texts, with a salt of zeros.</summary>
internal static partial class Masker
{
    /// <summary>The text with each digest written as <c>▮</c> and the kind, <c>▮email</c>.</summary>
    public static string Mask(string text, SecretKinds kinds = SecretKinds.All) =>
        Placeholder().Replace(Raw(text, kinds), "▮$1");

    /// <summary>The text as it is masked.</summary>
    public static string Raw(string text, SecretKinds kinds = SecretKinds.All, bool isCut = false) =>
        Encoding.UTF8.GetString(Bytes(Encoding.UTF8.GetBytes(text), out _, kinds, isCut));

    /// <summary>The digest of the only secret in a text.</summary>
    public static string Digest(string text) => Assert.Single(Placeholder().Matches(Raw(text))).Groups[2].Value;

    public static byte[] Bytes(
        ReadOnlySpan<byte> text, out MaskCounts counts, SecretKinds kinds = SecretKinds.All, bool isCut = false)
    {
        counts = default;
        var output = new LineBuffer();
        var masked = new SecretMasker(new MaskRules(kinds, new byte[MaskSalt.Length]))
            .Mask(text, isCut, output, ref counts).ToArray();
        output.Release();
        return masked;
    }

    [GeneratedRegex(@"\[masked:([a-z-]+):([0-9a-f]{16})\]")]
    private static partial Regex Placeholder();
}

using FsCheck;
using FsCheck.Fluent;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

/// <summary>Texts of any Unicode, salted with the words that the taxonomy knows.</summary>
public sealed record RandomText(string Value)
{
    private static readonly Taxonomy Taxonomy = Some.Taxonomy();

    private static readonly string[] Known =
    [
        .. Taxonomy.Domains.SelectMany(domain => domain.Keywords),
        .. Taxonomy.Tiers.SelectMany(tier => tier.Phrases),
        .. Taxonomy.Tags.SelectMany(tag => tag.Words.Concat(tag.Phrases)),
        .. Taxonomy.Keywords.StopWords.Take(20),
    ];

    private static readonly string[] Glue =
    [
        " ", " ", " ", "\n", "\t", ".", "-", "_", "x", "S", "1", "\u00a0", "\u2003", "\u0085", "\u200d", "\u0301",
        "é", "É", "ß", "İ", "ı", "K", "Ⱥ", "Σ", "ς", "ǅ", "漢字", "한국어", "ａｂ", "٣", "²", "Ⅷ", "𝒜𝒷", "𐐀", "😀", "\ud83d",
        "\udc00", "\ufffd", "\uffff", "\0", "\"", "\\",
    ];

    public static Arbitrary<RandomText> Arbitrary()
    {
        var known = Gen.Elements(Known).SelectMany(word => Gen.Elements(word, word.ToUpperInvariant(), word[1..] + word));
        var any = Gen.Choose(0, 0xFFFF).Select(value => ((char)value).ToString());
        var piece = Gen.Frequency((4, known), (6, Gen.Elements(Glue)), (1, any));
        return Arb.From(piece.ArrayOf().Select(pieces => new RandomText(string.Concat(pieces))), Shrink);
    }

    private static IEnumerable<RandomText> Shrink(RandomText text)
    {
        for (var part = text.Value.Length / 2; part > 0; part /= 2)
        {
            for (var at = 0; at + part <= text.Value.Length; at += part)
                yield return new RandomText(text.Value.Remove(at, part));
        }
    }
}

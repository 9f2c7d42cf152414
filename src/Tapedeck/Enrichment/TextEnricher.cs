namespace Tapedeck.Enrichment;

/// <summary>
/// Derives domain, tier, tags, keywords and counts from a text, valid UTF-8. Keeps and reuses its working memory.
/// </summary>
internal sealed class TextEnricher(Taxonomy taxonomy)
{
    private const int Retained = 1 << 20;

    private readonly LineBuffer _lower = new();
    private readonly TaxonomyMatcher _matcher = new(taxonomy);
    private readonly KeywordCounter _keywords = new(taxonomy.Keywords);

    /// <summary>Reads a text; the facts are valid until the next one.</summary>
    public TextFacts Read(ReadOnlySpan<byte> text)
    {
        _lower.ClearAndTrim(Retained);
        LowerCase.Append(text, _lower);
        _matcher.Match(_lower.Written);
        return new TextFacts
        {
            Domain = _matcher.Domain,
            Tier = _matcher.Tier,
            Tags = _matcher.Tags,
            Lower = _lower.Written,
            Keywords = _keywords.Count(_lower.Written),
            Counts = TextCounts.Of(text),
        };
    }
}

namespace Tapedeck.Enrichment;

/// <summary>
/// Derives domain, tier, tags, keywords and counts from a text, valid UTF-8. Keeps and reuses its working memory.
/// </summary>
internal sealed class TextEnricher(Taxonomy taxonomy)
{
    private readonly LoweredText _lower = new();
    private readonly TaxonomyMatcher _matcher = new(taxonomy);
    private readonly KeywordCounter _keywords = new(taxonomy.Keywords);

    /// <summary>Reads a text; the facts are valid until the next one.</summary>
    public TextFacts Read(ReadOnlySpan<byte> text)
    {
        _lower.Read(text);
        _matcher.Match(_lower.Bytes);
        return new TextFacts
        {
            Domain = _matcher.Domain,
            Tier = _matcher.Tier,
            Tags = _matcher.Tags,
            Lower = _lower.Bytes,
            Keywords = _keywords.Count(_lower),
            Counts = _lower.Counts,
        };
    }
}

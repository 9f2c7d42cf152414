namespace Tapedeck.Enrichment;

/// <summary>A domain (<c>chain_type</c>) and its keywords; each occurring keyword scores one, as a substring.</summary>
internal sealed record TaxonomyDomain(string Name, IReadOnlyList<string> Keywords);

/// <summary>A tier (<c>ace_tier</c>) and the phrases that make a text belong to it, as substrings.</summary>
internal sealed record TaxonomyTier(string Name, IReadOnlyList<string> Phrases);

/// <summary>A tag (<c>shl_tags</c>), given by any of its whole words or any of its phrases, as substrings.</summary>
internal sealed record TaxonomyTag(string Name, IReadOnlyList<string> Words, IReadOnlyList<string> Phrases);

/// <summary>Which words of a text are its keywords, and how many of them are kept.</summary>
/// <param name="MinLength">Fewest Unicode code points of a keyword.</param>
/// <param name="Limit">Most keywords of one event.</param>
/// <param name="StopWords">Words that are never keywords.</param>
internal sealed record KeywordRules(int MinLength, int Limit, IReadOnlyList<string> StopWords);

/// <summary>
/// The rules of enrichment, as data: domains, tiers, tags and keywords. Texts are compared in lower case. The shipped
/// rules are <c>hocon/taxonomy.conf</c>; the version is written into each event. Immutable.
/// </summary>
internal sealed class Taxonomy
{
    /// <summary>Checks and keeps the rules; throws <see cref="ArgumentException"/> naming what cannot be used.</summary>
    public Taxonomy(
        string version,
        IReadOnlyList<TaxonomyDomain> domains,
        string defaultDomain,
        IReadOnlyList<TaxonomyTier> tiers,
        string defaultTier,
        IReadOnlyList<TaxonomyTag> tags,
        KeywordRules keywords)
    {
        Version = Named(version, "the version");
        Domains = [.. domains];
        DefaultDomain = Named(defaultDomain, "the default domain");
        Tiers = [.. tiers];
        DefaultTier = Named(defaultTier, "the default tier");
        Tags = [.. tags];
        Keywords = keywords;

        foreach (var domain in Domains)
            Check("domain", domain.Name, domain.Keywords);
        foreach (var tier in Tiers)
            Check("tier", tier.Name, tier.Phrases);
        foreach (var tag in Tags)
            Check("tag", tag.Name, [.. tag.Words, .. tag.Phrases]);
        if (Domains.All(domain => domain.Name != DefaultDomain))
            throw new ArgumentException($"the default domain '{DefaultDomain}' is none of the domains");
        if (keywords.MinLength < 1 || keywords.Limit < 0)
            throw new ArgumentException("keywords need a min-length of at least 1 and a limit of at least 0");
    }

    /// <summary>The version of the rules, as each event names it.</summary>
    public string Version { get; }

    /// <summary>The domains; of two with the same score the first wins.</summary>
    public IReadOnlyList<TaxonomyDomain> Domains { get; }

    /// <summary>The domain of a text with no keyword of any domain; one of <see cref="Domains"/>.</summary>
    public string DefaultDomain { get; }

    /// <summary>The tiers; the first with an occurring phrase is the text's.</summary>
    public IReadOnlyList<TaxonomyTier> Tiers { get; }

    /// <summary>The tier of a text with no phrase of any tier.</summary>
    public string DefaultTier { get; }

    /// <summary>The tags, in the order they are written.</summary>
    public IReadOnlyList<TaxonomyTag> Tags { get; }

    /// <summary>The rules for keywords.</summary>
    public KeywordRules Keywords { get; }

    private static void Check(string what, string name, IReadOnlyList<string> texts)
    {
        Named(name, $"a {what}'s name");
        if (texts.Any(string.IsNullOrEmpty))
            throw new ArgumentException($"the {what} '{name}' has an empty keyword");
    }

    private static string Named(string value, string what) =>
        string.IsNullOrEmpty(value) ? throw new ArgumentException($"{what} is empty") : value;
}

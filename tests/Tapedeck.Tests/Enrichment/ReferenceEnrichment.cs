using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

/// <summary>What enrichment finds, written as slowly and plainly as the rules read.</summary>
internal sealed record ReferenceEnrichment(
    string ChainType, string AceTier, string[] ShlTags, string[] Keywords, string ContentHash, int WordCount, int CharCount)
{
    public static ReferenceEnrichment Of(string text, Taxonomy taxonomy)
    {
        var lower = text.ToLowerInvariant();
        var domain = taxonomy.DefaultDomain;
        var best = 0;
        foreach (var candidate in taxonomy.Domains)
        {
            var score = candidate.Keywords.Distinct().Count(word => lower.Contains(word, StringComparison.Ordinal));
            if (score > best)
                (best, domain) = (score, candidate.Name);
        }

        return new ReferenceEnrichment(
            domain,
            taxonomy.Tiers.FirstOrDefault(tier => ContainsAny(lower, tier.Phrases))?.Name ?? taxonomy.DefaultTier,
            [.. taxonomy.Tags.Where(tag => Has(tag, lower)).Select(tag => tag.Name), "@Chain-" + domain],
            Words(lower, taxonomy.Keywords),
            Hash(text),
            Runs(text, rune => !Rune.IsWhiteSpace(rune)).Count,
            text.EnumerateRunes().Count());
    }

    /// <summary>MD5 as the platform has it.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The hash names content, it protects nothing.")]
    public static byte[] Hash(ReadOnlySpan<byte> text) => MD5.HashData(text);

    private static string Hash(string text) => Convert.ToHexStringLower(Hash(Encoding.UTF8.GetBytes(text)));

    private static bool ContainsAny(string lower, IEnumerable<string> phrases) =>
        phrases.Any(phrase => lower.Contains(phrase, StringComparison.Ordinal));

    private static bool Has(TaxonomyTag tag, string lower) =>
        ContainsAny(lower, tag.Phrases)
        || tag.Words.Any(word => Regex.IsMatch(lower, $@"\b{Regex.Escape(word)}\b", RegexOptions.CultureInvariant));

    private static string[] Words(string lower, KeywordRules rules) =>
    [
        .. Runs(lower, rune => Rune.IsLetterOrDigit(rune) || rune.Value == '_')
            .Where(word => word.EnumerateRunes().Count() >= rules.MinLength && !rules.StopWords.Contains(word))
            .CountBy(word => word)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => Convert.ToHexString(Encoding.UTF8.GetBytes(pair.Key)), StringComparer.Ordinal)
            .Select(pair => pair.Key)
            .Take(rules.Limit),
    ];

    private static List<string> Runs(string text, Func<Rune, bool> belongs)
    {
        var runs = new List<string>();
        var run = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (belongs(rune))
            {
                run.Append(rune);
                continue;
            }

            if (run.Length > 0)
                runs.Add(run.ToString());
            run.Clear();
        }

        if (run.Length > 0)
            runs.Add(run.ToString());
        return runs;
    }
}

using Tapedeck.Enrichment;
using Tapedeck.Hocon;

namespace Tapedeck.Configuration;

/// <summary>Reads the rules of enrichment from a file such as <c>hocon/taxonomy.conf</c>.</summary>
internal static class TaxonomyFile
{
    /// <exception cref="HoconException">The file cannot be parsed, or a rule is missing or of the wrong type.</exception>
    /// <exception cref="SettingsException">The rules contradict each other.</exception>
    public static Taxonomy Load(string path)
    {
        var taxonomy = HoconConfig.ParseFile(path).Resolve().GetConfig("taxonomy");
        try
        {
            return new Taxonomy(
                taxonomy.GetString("version"),
                [.. taxonomy.GetObjectList("domains").Select(domain =>
                    new TaxonomyDomain(domain.GetString("name"), domain.GetStringList("keywords")))],
                taxonomy.GetString("default-domain"),
                [.. taxonomy.GetObjectList("tiers").Select(tier =>
                    new TaxonomyTier(tier.GetString("name"), tier.GetStringList("phrases")))],
                taxonomy.GetString("default-tier"),
                [.. taxonomy.GetObjectList("tags").Select(tag =>
                    new TaxonomyTag(tag.GetString("name"), tag.GetStringList("words"), tag.GetStringList("phrases")))],
                new KeywordRules(
                    taxonomy.GetInt32("keywords.min-length"), taxonomy.GetInt32("keywords.limit"),
                    taxonomy.GetStringList("keywords.stop-words")));
        }
        catch (ArgumentException contradiction)
        {
            throw new SettingsException(new HoconOrigin(path, 1, 1), contradiction.Message);
        }
    }
}

using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

public sealed class EnrichmentPropertyTests
{
    private static readonly Taxonomy Taxonomy = Some.Taxonomy();

    [Property(Arbitrary = [typeof(RandomText)], MaxTest = 2000, EndSize = 200)]
    public void Text_is_enriched_as_the_rules_read(RandomText text, bool ascii)
    {
        var recorded = Recorded.From($$"""{"message_id":"1","content":{{Wire.Quote(text.Value, ascii)}}}""");

        var expected = ReferenceEnrichment.Of(Wire.Recorded(text.Value), Taxonomy);
        var metadata = recorded.Metadata;
        Assert.Equal(expected.ChainType, metadata.GetProperty("chain_type").GetString());
        Assert.Equal(expected.AceTier, metadata.GetProperty("ace_tier").GetString());
        Assert.Equal(expected.ShlTags, Strings(metadata.GetProperty("shl_tags")));
        Assert.Equal(expected.Keywords, Strings(metadata.GetProperty("keywords")));
        Assert.Equal(expected.ContentHash, metadata.GetProperty("content_hash").GetString());
        Assert.Equal(expected.WordCount, metadata.GetProperty("word_count").GetInt32());
        Assert.Equal(expected.CharCount, metadata.GetProperty("char_count").GetInt32());
        Assert.Equal(text.Value.Length == 0, recorded.Outcome.TextEmpty);
    }

    [Fact]
    public void Lower_case_is_that_of_strings_for_every_code_point()
    {
        var output = new LineBuffer();
        foreach (var rune in AllRunes())
        {
            output.Clear();
            LowerCase.Append(Encoding.UTF8.GetBytes($"A{rune}B"), output);
            Assert.Equal($"a{rune.ToString().ToLowerInvariant()}b", Encoding.UTF8.GetString(output.Written));
        }
    }

    [Fact]
    public void Whole_words_end_where_regular_expressions_see_a_boundary()
    {
        var boundary = new Regex(@"\Aa\b", RegexOptions.CultureInvariant);
        foreach (var rune in AllRunes())
        {
            var text = $"a{rune}";
            var bytes = Encoding.UTF8.GetBytes(text);
            Assert.Equal(boundary.IsMatch(text), !WordCharacters.WordAt(bytes, 1));
            Assert.Equal(boundary.IsMatch(text), !WordCharacters.WordBefore(bytes, bytes.Length));
        }
    }

    private static IEnumerable<Rune> AllRunes() =>
        Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value));

    private static IEnumerable<string?> Strings(JsonElement array) => array.EnumerateArray().Select(item => item.GetString());
}

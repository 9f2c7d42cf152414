using System.Text.Json.Serialization;
using Tapedeck.Query;

namespace Tapedeck.Host.Demo;

/// <summary>What the demo's file says, counted from the file.</summary>
/// <param name="Sent">Messages the agents sent.</param>
/// <param name="Recorded">Events in the file.</param>
/// <param name="Speakers">Events by speaker.</param>
/// <param name="Domains">Events by domain.</param>
/// <param name="Tiers">Events by ACE tier.</param>
/// <param name="Tags">Events by SHL tag.</param>
/// <param name="Session">The file.</param>
internal sealed record DemoSummary(
    int Sent, int Recorded, SortedDictionary<string, int> Speakers, SortedDictionary<string, int> Domains,
    SortedDictionary<string, int> Tiers, SortedDictionary<string, int> Tags, string Session)
{
    public static DemoSummary Of(string session, int sent)
    {
        var (speakers, domains, tiers, tags) = (NewTally(), NewTally(), NewTally(), NewTally());
        using var reader = new JournalReader(session);
        var recorded = 0;
        while (reader.TryReadEvent(EventMatcher.Everything, out var e, out _))
        {
            recorded++;
            Count(speakers, e.Speaker);
            Count(domains, e.Domain ?? "none");
            Count(tiers, e.Tier ?? "none");
            foreach (var tag in e.Tags.Where(tag => !tag.StartsWith("@Chain-", StringComparison.Ordinal)))
                Count(tags, tag);
        }

        return new DemoSummary(sent, recorded, speakers, domains, tiers, tags, session);
    }

    private static SortedDictionary<string, int> NewTally() => new(StringComparer.Ordinal);

    private static void Count(SortedDictionary<string, int> tally, string key) =>
        tally[key] = tally.GetValueOrDefault(key) + 1;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DemoSummary))]
internal sealed partial class DemoJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using Tapedeck.Journal;
using Tapedeck.Query;

namespace Tapedeck.Host.Demo;

/// <summary>What the demo's files say, counted from them.</summary>
/// <param name="Sent">Messages the agents sent.</param>
/// <param name="Recorded">Events in the session.</param>
/// <param name="Deliveries">Further sights of them: by the broker, by the receiver, by the sender.</param>
/// <param name="Speakers">Events by speaker.</param>
/// <param name="Domains">Events by domain.</param>
/// <param name="Tiers">Events by ACE tier.</param>
/// <param name="Tags">Events by SHL tag.</param>
/// <param name="Session">The session file.</param>
internal sealed record DemoSummary(
    int Sent, int Recorded, int Deliveries, SortedDictionary<string, int> Speakers, SortedDictionary<string, int> Domains,
    SortedDictionary<string, int> Tiers, SortedDictionary<string, int> Tags, string Session)
{
    public static DemoSummary Of(JournalFolder folder, int sent)
    {
        var (speakers, domains, tiers, tags) = (NewTally(), NewTally(), NewTally(), NewTally());
        using var reader = JournalReader.OfFolder(folder);
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

        var deliveries = 0;
        using var sights = new LineReader(folder.Deliveries);
        while (sights.TryReadLine(out _))
            deliveries++;
        return new DemoSummary(sent, recorded, deliveries, speakers, domains, tiers, tags, folder.Session);
    }

    private static SortedDictionary<string, int> NewTally() => new(StringComparer.Ordinal);

    private static void Count(SortedDictionary<string, int> tally, string key) =>
        tally[key] = tally.GetValueOrDefault(key) + 1;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DemoSummary))]
internal sealed partial class DemoJson : JsonSerializerContext;

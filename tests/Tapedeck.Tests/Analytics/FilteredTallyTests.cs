using Tapedeck.Analytics;
using Tapedeck.Client;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;
using Tapedeck.Tests.Journal;

namespace Tapedeck.Tests.Analytics;

public sealed class FilteredTallyTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The events of the journal are a second apart, two a block, with Z.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-5)]
    public void Blocks_that_are_passed_over_have_nothing_that_passes(int naiveHours)
    {
        using var journal = RecordedJournal.OfFourSessions();
        var naive = TimeSpan.FromHours(naiveHours);
        for (var from = 0; from <= 26; from += 2)
        {
            foreach (var length in new int?[] { 0, 1, 5, null })
            {
                var filter = new EventFilter { From = Nine.AddSeconds(from), To = length is { } seconds ? Nine.AddSeconds(from + seconds) : null };
                Assert.Equal(Cold(journal, filter, naive), Blocks(journal, filter, naive));
            }
        }

        Assert.Equal(Cold(journal, new EventFilter { After = 7 }, naive), Blocks(journal, new EventFilter { After = 7 }, naive));
        Assert.Equal(24, Items(Blocks(journal, new EventFilter { To = Nine.AddDays(1) }, naive)));
    }

    private static long Items(string report) => System.Text.Json.JsonElement.Parse(report).GetProperty("total_items").GetInt64();

    private static string Blocks(RecordedJournal journal, EventFilter filter, TimeSpan naive)
    {
        var tally = new FilteredTally(filter, naive);
        using var blocks = new BlockReader(journal.Folder, filter.After ?? 0, long.MaxValue, DurableEnd.Of(journal.Folder), tally.Within);
        while (blocks.TryRead(out _, out var lines))
            tally.Add(lines);
        return Tallied.Json(tally.Total);
    }

    private static string Cold(RecordedJournal journal, EventFilter filter, TimeSpan naive)
    {
        var tally = new JournalTally(new EventMatcher(filter, naive), naive, _ => { }, CancellationToken.None);
        tally.Run(journal.Folder, DurableEnd.Of(journal.Folder));
        return Tallied.Json(tally.Total);
    }
}

using System.Text.Json;
using Tapedeck.Analytics;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Tests.Enrichment;
using Tapedeck.Tests.Journal;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Analytics;

public sealed class ReportTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void The_same_journal_gives_the_same_bytes_however_it_is_divided()
    {
        // Several chunks, and lines of every shape.
        File.WriteAllLines(
            _temp.File("current_session.jsonl"), Enumerable.Repeat(File.ReadAllLines(Fixture.Path("events.jsonl")), 800).SelectMany(lines => lines));
        var folder = new JournalFolder(_temp.Path);

        var expected = Tallied.Json(Tallied.Of(File.ReadLines(folder.Session)));
        Assert.True(new FileInfo(folder.Session).Length > 5_000_000);
        Assert.Equal(expected, Json(folder, partBytes: 300_000));
        Assert.Equal(expected, Json(folder, partBytes: 1_000_003));
        Assert.Equal(expected, Json(folder));
    }

    [Fact]
    public void With_more_keys_than_are_counted_it_is_still_the_same_however_it_is_divided()
    {
        const int Lines = 2 * ConversationTally.MostKeys;
        File.WriteAllLines(_temp.File("current_session.jsonl"), Enumerable.Range(0, Lines).Select(i =>
            $$$"""{"SpeakerName":"s{{{i}}}","ContextId":"c{{{i / 2}}}","Metadata":{"word_count":1,"keywords":["k{{{i}}}","often{{{i % 7}}}"]}}"""));
        var folder = new JournalFolder(_temp.Path);

        var report = Json(folder, partBytes: 500_000);

        Assert.Equal(Tallied.Json(Tallied.Of(File.ReadLines(folder.Session))), report);
        var parsed = JsonElement.Parse(report);
        Assert.Equal(Lines, parsed.GetProperty("total_items").GetInt64());
        Assert.Equal(Lines, parsed.GetProperty("keywords").GetProperty("often0").GetInt64() * 7, tolerance: 7);
        Assert.True(parsed.GetProperty("counted_as_others").GetProperty("speakers").GetInt64() > 0);
        Assert.True(parsed.GetProperty("undercounted_by_at_most").GetProperty("keywords").GetInt64() > 0);
    }

    [Fact]
    public void Times_at_the_ends_and_halves_of_characters_harm_nothing()
    {
        File.WriteAllLines(_temp.File("current_session.jsonl"),
        [
            """{"SpeakerName":"a","Timestamp":"0001-01-01T00:00:00Z","ContextId":"x","Metadata":{"word_count":1}}""",
            """{"SpeakerName":"b","Timestamp":"9999-12-31T23:59:59.9999999Z","ContextId":"x","Metadata":{"word_count":1}}""",
            """{"SpeakerName":"a\ud800","Timestamp":"-0","ContextId":"x","Metadata":{"word_count":-0,"original_message_count":-0}}""",
        ]);

        var report = JsonElement.Parse(Json(new JournalFolder(_temp.Path)));

        Assert.Equal(["0001-01-01", "9999-12-31"], report.GetProperty("timeline").EnumerateObject().Select(day => day.Name));
        Assert.Equal(3, report.GetProperty("total_items").GetInt64());
        Assert.Equal(1, report.GetProperty("undated").GetInt64());
        Assert.Equal(315_537_897_600, Assert.Single(report.GetProperty("response_times").EnumerateArray()).GetProperty("longest_seconds").GetDouble(), tolerance: 1);
        Assert.Equal(1, report.GetProperty("speakers").GetProperty("a\ufffd").GetInt64());
    }

    [Fact]
    public void The_keys_that_existing_tools_read_are_there_with_their_types()
    {
        using var journal = RecordedJournal.OfFourSessions();

        var report = JsonElement.Parse(Json(journal.Folder));

        Assert.Equal(24, report.GetProperty("total_items").GetInt64());
        Assert.Equal(24, report.GetProperty("total_messages_within_threads").GetInt64());
        Assert.False(report.GetProperty("is_defragmented").GetBoolean());
        Assert.Equal(24, report.GetProperty("speakers").GetProperty("claude_code").GetInt64());
        foreach (var name in new[] { "message_types", "chain_types", "ace_tiers", "keywords", "timeline" })
            Assert.Equal(JsonValueKind.Object, report.GetProperty(name).ValueKind);
        var insights = report.GetProperty("metadata_insights");
        Assert.Equal(100, insights.GetProperty("content_hash_coverage").GetDouble());
        Assert.Equal(1, insights.GetProperty("consolidation_ratio").GetDouble());
        Assert.Equal(24, insights.GetProperty("shl_tags_frequency").GetProperty("@Question-Open").GetInt64());
        // One speaker of 3, one domain of 10, 24 events of 100, all with metadata and tags.
        Assert.Equal(53.47, report.GetProperty("collaboration_score").GetDouble());
    }

    [Fact]
    public void Lines_that_are_no_event_are_counted_and_passed_over()
    {
        File.WriteAllText(_temp.File("current_session.jsonl"), "{\"SpeakerName\":\"a\"}\nno JSON\n{\"SpeakerName\":\"b\"}\n");

        var report = JsonElement.Parse(Json(new JournalFolder(_temp.Path)));

        Assert.Equal((2L, 1L), (report.GetProperty("total_items").GetInt64(), report.GetProperty("unreadable_lines").GetInt64()));
    }

    [Fact]
    public void Nothing_recorded_in_markdown_is_markup()
    {
        var tally = Tallied.Of("""{"SpeakerName":"a|b\n# <script>[x](y)"}""");

        var markdown = ReportMarkdown.Of(Reports.Of(tally, DateTimeOffset.UnixEpoch, 0, deliveries: null));

        Assert.Contains("| a\\|b \\# \\<script\\>\\[x\\](y) | 1 | 100.0 % |", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_no_events_the_score_is_zero_and_the_report_says_so()
    {
        var report = Reports.Of(new ConversationTally(), DateTimeOffset.UnixEpoch, 0, deliveries: null);

        Assert.Equal(0, report.CollaborationScore);
        Assert.Equal(["There are no events."], report.KeyFindings);
        Assert.Contains("| events | 0 |", ReportMarkdown.Of(report), StringComparison.Ordinal);
    }

    private static string Json(JournalFolder folder, long partBytes = 16 * 1024 * 1024)
    {
        var tally = new JournalTally(matcher: null, TimeSpan.Zero, _ => { }, CancellationToken.None) { PartBytes = partBytes };
        tally.Run(folder, DurableEnd.Of(folder));
        return Tallied.Json(tally.Total, tally.Unreadable);
    }
}

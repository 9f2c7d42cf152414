using System.Text;
using FsCheck.Xunit;
using Tapedeck.Analytics;
using Tapedeck.Tests.Enrichment;

namespace Tapedeck.Tests.Analytics;

public sealed class ConversationTallyTests
{
    [Fact]
    public void A_line_of_the_recorder_counts_where_it_belongs()
    {
        var tally = Tallied.Of(
            """{"Id":"m","Timestamp":"2025-12-01T06:58:19.5","SpeakerName":"claude_code","SpeakerRole":"Agent","Message":"{\"message\":\"Which?\"}","ConversationType":0,"ContextId":"c-1","Metadata":{"chain_type":"ui_ux","ace_tier":"C","shl_tags":["@Question-Open","@Chain-ui_ux"],"keywords":["which"],"content_hash":"0a","receiver":"gemini_cli","message_type":"request","sequence":1}}""");

        Assert.Equal((1L, 1L, 0L, 0L), (tally.Events, tally.Messages, tally.Empty, tally.UnknownSpeakers));
        Assert.Equal((1L, 1L, 1L), (tally.WithMetadata, tally.WithTags, tally.WithHash));
        Assert.Equal(1, tally.Pairs["claude_code → gemini_cli"]);
        Assert.Equal((1L, 1L, 1L, 1L), (tally.Domains["ui_ux"], tally.Tiers["C"], tally.MessageTypes["request"], tally.Contexts["c-1"]));
        Assert.Equal((1L, 1L), (tally.Days["2025-12-01"], tally.Hours[6]));
    }

    [Theory]
    [InlineData("""{"chain_type":"a","Metadata":{"chain_type":"b"}}""", "a")]
    [InlineData("""{"Metadata":{"chain_type":"b"},"chain_type":"a"}""", "a")]
    [InlineData("""{"Metadata":{"chain_type":"b"}}""", "b")]
    public void What_stands_at_the_top_level_wins(string line, string domain) =>
        Assert.Equal(domain, Assert.Single(Tallied.Of(line).Domains.Ranked()).Key);

    [Fact]
    public void Of_lists_both_count_and_each_keyword_once()
    {
        var tally = Tallied.Of("""{"keywords":["a","b\u0062",["x"],{"y":"z"}],"Metadata":{"keywords":["bb","c",1,"\\"]}}""");

        Assert.Equal(["\\ 1", "a 1", "bb 1", "c 1"], tally.Keywords.Ranked().Select(pair => $"{pair.Key} {pair.Value}"));
    }

    [Theory]
    [InlineData("""{"Message":"{}"}""", true)]
    [InlineData("""{"Message":""}""", true)]
    [InlineData("""{"Message":"{\"message\":\" \\n\"}"}""", true)]
    [InlineData("{}", true)]
    [InlineData("""{"Message":"plain text"}""", false)]
    [InlineData("""{"Message":"{\"phase\":\"init\"}"}""", false)]
    [InlineData("""{"Message":"{\"phase\":\"init\"}","Metadata":{"word_count":0}}""", true)]
    [InlineData("""{"Message":"{}","Metadata":{"word_count":-1}}""", true)]
    public void An_event_that_says_nothing_is_counted_as_empty(string line, bool isEmpty) => Assert.Equal(isEmpty ? 1 : 0, Tallied.Of(line).Empty);

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01")]
    [InlineData("1969-12-31T23:59:59Z", "1969-12-31")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31")]
    public void Any_day_is_a_day(string timestamp, string day) =>
        Assert.Equal(day, Assert.Single(Tallied.Of($$"""{"Timestamp":"{{timestamp}}"}""").Days.Ranked()).Key);

    [Fact]
    public void A_consolidated_event_counts_the_messages_in_it()
    {
        var tally = Tallied.Of("""{"Metadata":{"consolidated":true,"original_message_count":7}}""", """{"Metadata":{"original_message_count":-1}}""");

        Assert.Equal((8L, 1L), (tally.Messages, tally.Consolidated));
    }

    [Fact]
    public void Endless_many_speakers_are_counted_in_bounded_memory()
    {
        var tally = new ConversationTally();
        var line = new TalliedLine(TimeSpan.Zero);
        for (var i = 0; i < 3 * ConversationTally.MostKeys; i++)
        {
            var text = Encoding.UTF8.GetBytes($$"""{"SpeakerName":"s{{i}}"}""");
            Assert.True(line.TryRead(text));
            tally.Add(line, text);
        }

        Assert.InRange(tally.Speakers.Ranked().Count, ConversationTally.MostKeys / 2, ConversationTally.MostKeys);
        Assert.Equal(3L * ConversationTally.MostKeys, tally.Speakers.Ranked().Sum(speaker => speaker.Value) + tally.Speakers.Others);
    }

    [Fact]
    public void What_is_no_event_is_said_to_be_none()
    {
        var line = new TalliedLine(TimeSpan.Zero);
        Assert.False(line.TryRead("no JSON"u8));
        Assert.False(line.TryRead("[1]"u8));
        Assert.False(line.TryRead([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}']));
    }

    [Property(Arbitrary = [typeof(RandomEventLine)], MaxTest = 100)]
    public void Parts_put_together_are_the_whole(RandomEventLine[][] parts) =>
        AssertTheWhole([.. parts.Select(part => part.Select(line => line.Line))]);

    [Property(Arbitrary = [typeof(RandomConversation)], MaxTest = 300)]
    public void Parts_of_conversations_put_together_are_the_whole(RandomConversation[] parts) =>
        AssertTheWhole([.. parts.Select(part => part.Lines)]);

    [Property(Arbitrary = [typeof(RandomConversation)], MaxTest = 100)]
    public void What_a_snapshot_gives_back_goes_on_as_if_nothing_had_been(RandomConversation before, RandomConversation after)
    {
        using var snapshot = new MemoryStream();
        using (var writer = new BinaryWriter(snapshot, Encoding.UTF8, leaveOpen: true))
            Tallied.Of(before.Lines).Write(writer);
        snapshot.Position = 0;

        var tally = ConversationTally.Read(new BinaryReader(snapshot));
        Tallied.Add(tally, after.Lines);

        Assert.Equal(snapshot.Length, snapshot.Position);
        Assert.Equal(Tallied.Json(Tallied.Of(before.Lines.Concat(after.Lines))), Tallied.Json(tally));
    }

    private static void AssertTheWhole(IReadOnlyList<IEnumerable<string>> parts)
    {
        var together = new ConversationTally();
        foreach (var part in parts)
            Assert.True(together.TryAdd(Tallied.Of(part)));
        Assert.Equal(Tallied.Json(Tallied.Of(parts.SelectMany(part => part))), Tallied.Json(together));
    }
}

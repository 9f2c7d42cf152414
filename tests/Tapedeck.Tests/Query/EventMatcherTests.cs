using System.Text;
using Tapedeck.Client;
using Tapedeck.Query;

namespace Tapedeck.Tests.Query;

public sealed class EventMatcherTests
{
    private const string Line = """
        {"Id":"m1","Timestamp":"2025-12-01T06:58:19.526765","SpeakerName":"claude_code","SpeakerRole":"Agent","Message":"{\"message\": \"Handshake initiated\"}","ConversationType":0,"ContextId":"c1","Metadata":{"chain_type":"agent_collaboration","ace_tier":"E","shl_tags":["@Question-Open","@Chain-agent_collaboration"],"receiver":"gemini_cli","sequence":5}}
        """;

    private static readonly RecordedEvent Event = RecordedEvent.Parse(Encoding.UTF8.GetBytes(Line));

    public static TheoryData<string, bool> Conditions => new()
    {
        { "nothing", true },
        { "speaker", true }, { "other speaker", false },
        { "domain", true }, { "other domain", false },
        { "tier", true }, { "other tier", false },
        { "tag", true }, { "tag without @", true }, { "other tag", false },
        { "context", true }, { "other context", false },
        { "id", true }, { "other id", false },
        { "text", true }, { "other text", false }, { "text of a key", false },
        { "after", true }, { "after itself", false },
        { "from", true }, { "from itself", true }, { "from later", false },
        { "to later", true }, { "to itself", false },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Each_condition_passes_its_events_and_no_others(string condition, bool passes)
    {
        var at = DateTimeOffset.Parse("2025-12-01T06:58:19.526765Z", null);
        EventFilter filter = condition switch
        {
            "nothing" => new(),
            "speaker" => new() { Speaker = "Claude_Code" },
            "other speaker" => new() { Speaker = "gemini_cli" },
            "domain" => new() { Domain = "agent_collaboration" },
            "other domain" => new() { Domain = "ui_ux" },
            "tier" => new() { Tier = "e" },
            "other tier" => new() { Tier = "A" },
            "tag" => new() { Tag = "@Question-Open" },
            "tag without @" => new() { Tag = "question-open" },
            "other tag" => new() { Tag = "@Status-Ready" },
            "context" => new() { ContextId = "c1" },
            "other context" => new() { ContextId = "c" },
            "id" => new() { Id = "m1" },
            "other id" => new() { Id = "m" },
            "text" => new() { Text = "shake INIT" },
            "other text" => new() { Text = "goodbye" },
            "text of a key" => new() { Text = "message" },
            "after" => new() { After = 4 },
            "after itself" => new() { After = 5 },
            "from" => new() { From = at.AddDays(-1) },
            "from itself" => new() { From = at },
            "from later" => new() { From = at.AddTicks(1) },
            "to later" => new() { To = at.AddTicks(1) },
            "to itself" => new() { To = at },
            _ => throw new ArgumentException(condition),
        };

        Assert.Equal(passes, new EventMatcher(filter, TimeSpan.Zero).Matches(Event));
    }

    [Fact]
    public void Older_lines_count_with_their_domain_tier_and_tags_at_the_top_level()
    {
        var old = RecordedEvent.Parse("""
            {"Id":"x","Message":"{}","Metadata":{"chain_type":"under"},"chain_type":"ui_ux","ace_tier":"A","shl_tags":["@Chain-ui_ux"]}
            """u8);

        Assert.Equal(("ui_ux", "A", "@Chain-ui_ux"), (old.Domain, old.Tier, old.Tags.Single()));
        Assert.Equal("unknown", old.Speaker);
        Assert.Null(old.Sequence);
    }

    [Fact]
    public void Half_a_character_in_a_name_does_not_hide_the_event()
    {
        var odd = RecordedEvent.Parse("""{"Id":"\ud800x","SpeakerName":"a\nb"}"""u8);

        Assert.Equal("\uFFFDx", odd.Id);
        Assert.Equal("a\nb", odd.Speaker);
    }
}

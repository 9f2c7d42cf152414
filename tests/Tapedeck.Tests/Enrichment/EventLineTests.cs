namespace Tapedeck.Tests.Enrichment;

/// <summary>Form 4: lines of a journal, recorded again.</summary>
public sealed class EventLineTests
{
    [Fact]
    public void A_line_keeps_who_said_what_and_is_enriched_anew()
    {
        var recorded = Recorded.From(
            """
            {"Id": "claude_code_1", "Timestamp": "2025-12-01T06:58:19.526765", "SpeakerName": "claude_code", "SpeakerRole": "User",
            "Message": "{\"message\": \"Which storage?\", \"phase\": 1}", "ConversationType": 3, "ContextId": "deploy-42", "Metadata":
            {"chain_type": "ui_ux", "keywords": ["old"], "content_hash": "old", "word_count": 99, "sender_role": "User", "receiver":
            "gemini_cli", "message_type": "request", "priority": "HIGH", "mood": "calm", "source": "tap", "event": "received", "observer":
            "logger", "observed_at": "2025-12-01T06:58:20Z", "producer": "p", "producer_sequence": 4, "sequence": 7, "id_collision": true,
            "recorded_at": "2025-12-01T06:58:21.000000Z", "taxonomy": "0"}}
            """);

        Assert.Equal(
            """
            {"Id":"claude_code_1","Timestamp":"2025-12-01T06:58:19.526765","SpeakerName":"claude_code","SpeakerRole":"User","Message":"{\"message\": \"Which storage?\", \"phase\": 1}","ConversationType":3,"ContextId":"deploy-42","Metadata":{"chain_type":"data_management","ace_tier":"E","shl_tags":["@Question-Open","@Chain-data_management"],"keywords":["storage"],"content_hash":"c62844502c4fd9df4c81b5ba5a74be1c","word_count":2,"char_count":14,"sender_role":"User","receiver":"gemini_cli","message_type":"request","priority":"HIGH","mood":"calm","source":"push","event":"received","observer":"logger","observed_at":"2025-12-01T06:58:20Z","sequence":1,"recorded_at":"2026-11-22T09:00:00.123456Z","taxonomy":"1"}}

            """, recorded.Line);
    }

    [Theory]
    [InlineData("""{\"message\":\"hello\"}""", "hello")]
    [InlineData("""{\"mess\\u0061ge\":\"caf\\u00e9\"}""", "café")]
    [InlineData("\\\"hello\\\"", "hello")]
    [InlineData("""{\"a\":\"one\",\"b\":[\"two\",3]}""", "one two")]
    [InlineData("""{}""", "")]
    [InlineData("""42""", "")]
    [InlineData("", "")]
    [InlineData("""hello""", "hello")]
    [InlineData("""{\"message\":\"cut""", "{\"message\":\"cut")]
    [InlineData("""{} and more""", "{} and more")]
    public void The_text_is_in_the_json_of_message_or_is_message_itself(string message, string text)
    {
        var recorded = Recorded.From($$"""{"Id":"1","Message":"{{message}}"}""");

        var plain = Recorded.From($$"""{"message_id":"1","content":{{Wire.Quote(text)}}}""");
        Assert.Equal(plain.Outcome.Identity, recorded.Outcome.Identity);
        Assert.Equal(text.Length == 0, recorded.Outcome.TextEmpty);
        Assert.Equal(text.Length, recorded.Metadata.GetProperty("char_count").GetInt32());
    }

    [Fact]
    public void Members_of_older_shapes_are_kept_unless_the_recorder_says_the_same()
    {
        var recorded = Recorded.From(
            """
            {"Id":"1","Timestamp":"2025-11-20T22:49:06Z","TimestampEnd":"2025-11-20T22:49:07Z","SpeakerName":"consolidated",
            "SpeakerRole":"System","Message":"{}","ConversationType":"chat","ContextId":"c","Metadata":{"sources":["x"]},
            "chain_type":"ui_ux","ace_tier":"A","shl_tags":["@Old"],"keywords":["old"],"zmq_ready":true}
            """);

        Assert.Equal("2025-11-20T22:49:07Z", recorded.Metadata.GetProperty("TimestampEnd").GetString());
        Assert.True(recorded.Metadata.GetProperty("zmq_ready").GetBoolean());
        Assert.Equal("[\"x\"]", recorded.Metadata.GetProperty("sources").GetRawText());
        Assert.Equal("chat", recorded.Metadata.GetProperty("ConversationType").GetString());
        Assert.Equal(0, recorded.Event.GetProperty("ConversationType").GetInt32());
        Assert.DoesNotContain("Old", recorded.Line, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("system_architecture", recorded.Metadata.GetProperty("chain_type").GetString());
    }

    [Fact]
    public void A_line_of_nobody_that_says_nothing_is_an_event_and_is_counted_as_that()
    {
        var outcome = Recorded.From("""{"Id":"1","SpeakerName":"unknown","Message":"{}"}""").Outcome;

        Assert.True(outcome is { SpeakerUnknown: true, TextEmpty: true });
    }

    [Fact]
    public void What_a_line_lacks_is_assigned_and_what_was_assigned_stays_marked()
    {
        var bare = Recorded.From("""{"SpeakerName":"a","Message":"text"}""");
        Assert.True(bare.Metadata.GetProperty("id_assigned").GetBoolean());
        Assert.True(bare.Metadata.GetProperty("timestamp_assigned").GetBoolean());
        Assert.False(bare.Outcome.Identity.IsKnown);

        var again = Recorded.From(bare.Line);
        Assert.Equal(bare.Line, again.Line);
        Assert.True(again.Outcome.Identity.IsKnown);
    }

    [Fact]
    public void A_message_of_another_form_that_also_bears_the_names_of_a_line_stays_what_it_is()
    {
        var recorded = Recorded.From("""{"message_id":"1","content":"text","Id":"2","Message":"other"}""");

        Assert.Equal("1", recorded.Event.GetProperty("Id").GetString());
        Assert.Equal("other", recorded.Metadata.GetProperty("Message").GetString());
    }
}

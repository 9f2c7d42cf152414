using System.Globalization;
using System.Text;
using System.Text.Json;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

public sealed class FrameEnricherTests
{
    [Fact]
    public void A_message_becomes_one_line_with_its_keys_in_order()
    {
        var recorded = Recorded.From(
            """
            {"message_id":"claude_code_1764590299526","timestamp":"2025-12-01T06:58:19.526765","from":"claude_code",
            "to":"gemini_cli","type":"handshake","priority":"NORMAL","content":{"message": "Handshake initiated"}}
            """);

        Assert.Equal(
            """
            {"Id":"claude_code_1764590299526","Timestamp":"2025-12-01T06:58:19.526765","SpeakerName":"claude_code","SpeakerRole":"Agent","Message":"{\"message\": \"Handshake initiated\"}","ConversationType":0,"ContextId":"unknown","Metadata":{"chain_type":"agent_collaboration","ace_tier":"E","shl_tags":["@Chain-agent_collaboration"],"keywords":["handshake","initiated"],"content_hash":"421518af6ca58fe8d0b61a8e08ea170c","word_count":2,"char_count":19,"receiver":"gemini_cli","message_type":"handshake","priority":"NORMAL","source":"push","sequence":1,"recorded_at":"2026-11-22T09:00:00.123456Z","taxonomy":"1"}}

            """, recorded.Line);
    }

    [Theory]
    [InlineData("""{"from":"a"}""")]
    [InlineData("""{"from":"a","message_id":null}""")]
    [InlineData("""{"from":"a","message_id":""}""")]
    public void A_message_without_an_id_gets_a_fresh_one_that_begins_with_the_time(string frame)
    {
        var first = Recorded.From(frame);
        var second = Recorded.From(frame);

        Assert.True(first.Metadata.GetProperty("id_assigned").GetBoolean());
        Assert.Equal(7, Guid.Parse(Id(first)).Version);
        Assert.StartsWith($"{Some.RecordedAt.ToUnixTimeMilliseconds():x12}", Id(first).Replace("-", "", StringComparison.Ordinal));
        Assert.NotEqual(Id(first), Id(second));
        Assert.False(first.Metadata.TryGetProperty("message_id", out _));
    }

    [Fact]
    public void Line_breaks_between_the_tokens_of_kept_values_do_not_break_the_line()
    {
        var recorded = Recorded.From("{\"from\":\"a\",\"metadata\":{\"list\":[1,\r\n 2,\n3],\"text\":\"a\\nb\"},\"content\":{\n}}");

        Assert.Equal(recorded.Line.Length - 1, recorded.Line.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal("[1, 2,3]", recorded.Metadata.GetProperty("list").GetRawText());
        Assert.Equal("a\nb", recorded.Metadata.GetProperty("text").GetString());
        Assert.Equal("{\n}", recorded.Event.GetProperty("Message").GetString());
    }

    [Fact]
    public void Byte_order_mark_and_white_space_around_a_frame_are_no_part_of_it() =>
        Assert.Equal(Recorded.From("""{"message_id":"1"}""").Line, Recorded.From("\uFEFF \r\n{\"message_id\":\"1\"}\n ").Line);

    [Fact]
    public void Unnamed_speaker_and_empty_text_are_told_in_the_outcome()
    {
        Assert.True(Recorded.From("""{"message_id":"1"}""").Outcome is { SpeakerUnknown: true, TextEmpty: true });
        Assert.True(Recorded.From("""{"sender_id":"a","content":"x"}""").Outcome is { SpeakerUnknown: false, TextEmpty: false });
    }

    [Theory]
    [InlineData("""{"message_id":"1"}""", "gemini_cli")]
    [InlineData("""{"message_id":"1","to":null,"receiver":"kept without a topic"}""", "gemini_cli")]
    [InlineData("""{"message_id":"1","to":"","metadata":{"receiver":"the same"}}""", "gemini_cli")]
    [InlineData("""{"message_id":"1","to":"claude_code"}""", "claude_code")]
    [InlineData("""{"Id":"1","Message":"","Metadata":{}}""", "gemini_cli")]
    [InlineData("""{"Id":"1","Message":"","Metadata":{"receiver":"claude_code"}}""", "claude_code")]
    public void The_topic_is_the_receiver_where_the_message_names_none(string frame, string receiver)
    {
        var facts = new FrameFacts("broker"u8, Some.RecordedAt) { Topic = "gemini_cli"u8 };

        Assert.Equal(receiver, Recorded.From(frame, facts).Metadata.GetProperty("receiver").GetString());
    }

    [Fact]
    public void A_producer_and_its_number_stand_before_the_sequence()
    {
        var facts = new FrameFacts("acknowledged"u8, Some.RecordedAt) { Producer = "claude_code/\"1\""u8, ProducerSequence = long.MaxValue };

        var recorded = Recorded.From("""{"message_id":"1","timestamp":"T","metadata":{"producer":"mine","producer_sequence":1}}""", facts);

        Assert.Contains(
            """
            "source":"acknowledged","producer":"claude_code/\"1\"","producer_sequence":9223372036854775807,"sequence":1,
            """, recorded.Line, StringComparison.Ordinal);
        Assert.DoesNotContain("mine", recorded.Line, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_are_the_same_if_id_and_text_are_whatever_else_was_said()
    {
        var message = Recorded.From("""{"message_id":"ä1","content":{"message":"text","phase":1}}""").Outcome.Identity;

        Assert.True(message.IsKnown);
        Assert.Equal(message, Recorded.From("""{"event_type":"sent","message":{"message_id":"\u00e41","content":"text"}}""").Outcome.Identity);
        Assert.Equal(message, Recorded.From("""{"Id":"ä1","Message":"text"}""").Outcome.Identity);
        Assert.NotEqual(message, Recorded.From("""{"message_id":"ä1","content":"Text"}""").Outcome.Identity);
        Assert.NotEqual(message, Recorded.From("""{"message_id":"ä2","content":"text"}""").Outcome.Identity);
        Assert.False(Recorded.From("""{"from":"a","content":"text"}""").Outcome.Identity.IsKnown);
    }

    [Theory]
    [InlineData("sent", "a", null)]
    [InlineData("sent", "b", "b")]
    [InlineData("received", "b", null)]
    [InlineData("received", "a", "a")]
    [InlineData("relayed", "a", "a")]
    public void Observer_is_named_when_the_event_does_not_imply_it(string eventType, string agent, string? observer)
    {
        var recorded = Recorded.From(
            $$$"""{"event_type":"{{{eventType}}}","agent":"{{{agent}}}","message":{"message_id":"1","from":"a","to":"b"}}""");

        Assert.Equal(eventType, recorded.Metadata.GetProperty("event").GetString());
        Assert.Equal(observer, recorded.Metadata.TryGetProperty("observer", out var found) ? found.GetString() : null);
    }

    [Fact]
    public void Time_of_recording_is_written_in_utc_with_microseconds()
    {
        var output = new LineBuffer();
        var recordedAt = DateTimeOffset.Parse("2026-02-28T23:30:00.0000019-05:00", CultureInfo.InvariantCulture);
        var outcome = new FrameEnricher(Some.Taxonomy()).Enrich("{\"from\":\"a\"}"u8, new FrameFacts("tap"u8, recordedAt), output);

        var metadata = JsonDocument.Parse(Recorded.WithSequence(output, outcome, 7)).RootElement.GetProperty("Metadata");
        Assert.Equal("2026-03-01T04:30:00.000001Z", metadata.GetProperty("recorded_at").GetString());
        Assert.Equal("tap", metadata.GetProperty("source").GetString());
        Assert.Equal(7, metadata.GetProperty("sequence").GetInt64());
    }

    [Fact]
    public void Lines_of_a_batch_follow_one_another_in_the_buffer()
    {
        var enricher = new FrameEnricher(Some.Taxonomy());
        var output = new LineBuffer(1);
        var ends = 0;
        for (var i = 0; i < 50; i++)
        {
            var outcome = enricher.Enrich(Encoding.UTF8.GetBytes($$"""{"message_id":{{i}},"from":"a"}"""), Some.Facts(), output);
            Assert.Equal(ends, outcome.LineStart);
            ends += outcome.LineLength + outcome.DeliveryLength;
            Assert.Equal($"{i}", JsonDocument.Parse(Recorded.WithSequence(output, outcome, i)).RootElement.GetProperty("Id").GetString());
        }

        Assert.Equal(ends, output.Length);
    }

    [Fact]
    public void Thousands_of_members_with_names_that_repeat_are_kept_once_each()
    {
        var members = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"k{i % 7000}\":{i}"));

        var metadata = Recorded.From($$$"""{"from":"a","metadata":{{{{members}}}}}""").Metadata;

        Assert.Equal(7000, metadata.EnumerateObject().Count(member => member.Name[0] == 'k' && member.Name != "keywords"));
        Assert.Equal(19_999, metadata.GetProperty($"k{19_999 % 7000}").GetInt32());
    }

    [Fact]
    public void Enriching_allocates_nothing_once_warm()
    {
        var enricher = new FrameEnricher(Some.Taxonomy());
        var output = new LineBuffer(1 << 16);
        byte[][] frames = [.. File.ReadAllLines(Fixture.Path("wire.jsonl")).Select(Encoding.UTF8.GetBytes)];
        Run(1_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(10_000);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);

        void Run(int events)
        {
            for (var i = 0; i < events; i++)
            {
                output.Clear();
                enricher.Enrich(frames[i % frames.Length], Some.Facts(), output);
            }
        }
    }

    private static string Id(Recorded recorded) => recorded.Event.GetProperty("Id").GetString()!;
}

using System.Text.Json;
using FsCheck.Xunit;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

/// <summary>What <c>deliveries.jsonl</c> keeps of an observation.</summary>
public sealed class DeliveryLineTests
{
    private const string RecordedAt = "2026-11-22T09:00:00.123456Z";

    [Fact]
    public void A_delivery_line_has_its_keys_in_order_and_ends_with_the_sequence_of_the_event()
    {
        var recorded = Recorded.From(
            """{"event_type":"received","agent":"gemini_cli","timestamp":"2025-12-01T06:58:19.531","message":{"message_id":"c_1","timestamp":"2025-12-01T06:58:19","from":"claude_code","to":"gemini_cli"}}""");

        Assert.Equal(
            """
            {"Id":"c_1","Observer":"gemini_cli","Event":"received","Timestamp":"2025-12-01T06:58:19.531","Source":"push","RecordedAt":"2026-11-22T09:00:00.123456Z","Sequence":1}

            """, recorded.Delivery);
    }

    [Fact]
    public void What_a_producer_numbered_says_so()
    {
        var facts = new FrameFacts("acknowledged"u8, Some.RecordedAt) { Producer = "a/\"1"u8, ProducerSequence = 42 };

        var delivery = JsonDocument.Parse(Recorded.From("""{"message_id":"1","from":"a"}""", facts).Delivery).RootElement;

        Assert.Equal(
            ["Id", "Observer", "Event", "Timestamp", "Source", "RecordedAt", "Producer", "ProducerSequence", "Sequence"],
            delivery.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("a/\"1", 42), (delivery.GetProperty("Producer").GetString(), delivery.GetProperty("ProducerSequence").GetInt32()));
    }

    [Theory]
    [InlineData("""{"event_type":"sent","agent":"a","timestamp":"T2","message":{"message_id":"1","timestamp":"T1"}}""", "a", "sent", "T2")]
    [InlineData("""{"event_type":"sent","agent":"a","message":{"message_id":"1","timestamp":"T1"}}""", "a", "sent", "T1")]
    [InlineData("""{"event_type":"sent","message":{"message_id":"1"}}""", "unknown", "sent", RecordedAt)]
    [InlineData("""{"event_type":null,"agent":{},"message":{"message_id":"1"}}""", "unknown", "recorded", RecordedAt)]
    [InlineData("""{"message_id":"1","from":"a","timestamp":"T1"}""", "a", "recorded", "T1")]
    [InlineData("""{"message_id":"1"}""", "unknown", "recorded", RecordedAt)]
    [InlineData("""{"Id":"1","SpeakerName":"a","Message":"","Timestamp":"T1"}""", "a", "recorded", "T1")]
    [InlineData("""{"Id":"1","SpeakerName":"a","Message":"","Timestamp":"T1","Metadata":{"event":"sent"}}""", "a", "sent", "T1")]
    [InlineData("""{"Id":"1","SpeakerName":"a","Message":"","Metadata":{"event":"received","receiver":"b","observed_at":"T2"}}""", "b", "received", "T2")]
    [InlineData("""{"Id":"1","SpeakerName":"a","Message":"","Metadata":{"event":"received","observer":"c","receiver":"b"}}""", "c", "received", RecordedAt)]
    [InlineData("""{"Id":"1","SpeakerName":"a","Message":"","Metadata":{"event":"seen"}}""", "unknown", "seen", RecordedAt)]
    public void Observer_event_and_time_are_the_observations_or_the_messages(string frame, string observer, string @event, string timestamp) =>
        Assert.Equal((observer, @event, timestamp), Told(Recorded.From(frame).Delivery));

    [Theory]
    [InlineData("broker")]
    [InlineData("tap")]
    public void What_the_broker_passed_on_was_relayed_when_it_was_recorded(string source)
    {
        var facts = new FrameFacts(System.Text.Encoding.UTF8.GetBytes(source), Some.RecordedAt);

        var recorded = Recorded.From("""{"message_id":"1","from":"a","timestamp":"T1"}""", facts);

        Assert.Equal((source, "relayed", RecordedAt), Told(recorded.Delivery));
        Assert.False(recorded.Metadata.TryGetProperty("event", out _));
    }

    [Fact]
    public void A_message_without_an_id_has_none_since_nothing_can_be_known_to_be_the_same() =>
        Assert.Empty(Recorded.From("""{"from":"a","content":"text"}""").Delivery);

    [Property(Arbitrary = [typeof(RandomFrame)])]
    public void A_delivery_line_is_json_on_one_line_with_the_id_of_its_event(RandomFrame frame)
    {
        var recorded = Recorded.From($$"""{"event_type":"x","agent":"b","message":{{frame.Message}}}""");
        if (recorded.Delivery.Length == 0)
            return;

        Assert.Equal(recorded.Delivery.Length - 1, recorded.Delivery.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal(
            recorded.Event.GetProperty("Id").GetString(),
            JsonDocument.Parse(recorded.Delivery).RootElement.GetProperty("Id").GetString());
    }

    private static (string? Observer, string? Event, string? Timestamp) Told(string delivery)
    {
        var line = JsonDocument.Parse(delivery).RootElement;
        return (line.GetProperty("Observer").GetString(), line.GetProperty("Event").GetString(), line.GetProperty("Timestamp").GetString());
    }
}

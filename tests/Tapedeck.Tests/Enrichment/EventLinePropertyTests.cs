using FsCheck.Xunit;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

public sealed class EventLinePropertyTests
{
    [Property(Arbitrary = [typeof(RandomFrame), typeof(RandomText)], MaxTest = 500)]
    public void A_message_recorded_again_is_the_same_line(RandomFrame frame, bool observed, RandomText topic)
    {
        var text = observed
            ? $$"""{"event_type":"received","agent":"b","timestamp":"2026-01-01T00:00:01Z","extra":1,"message":{{frame.Message}}}"""
            : frame.Message;
        var facts = new FrameFacts("push"u8, Some.RecordedAt) { Topic = System.Text.Encoding.UTF8.GetBytes(topic.Value) };

        StaysAsItIs(Recorded.From(text, facts));
    }

    [Property(Arbitrary = [typeof(RandomEventLine)], MaxTest = 1000)]
    public void A_line_recorded_again_is_the_same_line(RandomEventLine line) => StaysAsItIs(Recorded.From(line.Line));

    [Property(Arbitrary = [typeof(RandomFrame)])]
    public void Source_number_and_time_of_a_line_are_those_of_its_last_recording(RandomFrame frame)
    {
        var once = Recorded.From(frame.Message).Line;
        var later = new FrameFacts("acknowledged"u8, Some.RecordedAt.AddDays(1)) { Producer = "p"u8, ProducerSequence = 3 };

        var twice = Recorded.From(once.Replace(",\"sequence\":1,", ",\"sequence\":99,", StringComparison.Ordinal), later);

        Assert.Equal(once, Recorded.From(twice.Line).Line);
        Assert.Equal("acknowledged", twice.Metadata.GetProperty("source").GetString());
        Assert.Equal("2026-11-23T09:00:00.123456Z", twice.Metadata.GetProperty("recorded_at").GetString());
        Assert.Equal(3, twice.Metadata.GetProperty("producer_sequence").GetInt32());
        Assert.Equal(Recorded.Sequence, twice.Metadata.GetProperty("sequence").GetInt32());
    }

    private static void StaysAsItIs(Recorded once)
    {
        var twice = Recorded.From(once.Line);

        Assert.Equal(once.Line, twice.Line);
        Assert.Equal(once.Outcome.TextEmpty, twice.Outcome.TextEmpty);
        if (once.Outcome.Identity.IsKnown)
            Assert.Equal(once.Outcome.Identity, twice.Outcome.Identity);
    }
}

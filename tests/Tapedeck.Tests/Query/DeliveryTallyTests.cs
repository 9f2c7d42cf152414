using System.Text;
using Tapedeck.Query;

namespace Tapedeck.Tests.Query;

public sealed class DeliveryTallyTests
{
    private readonly DeliveryTally _tally = new(TimeSpan.Zero);

    [Fact]
    public void A_message_was_received_when_its_receiver_saw_it_and_that_took_the_time_since_it_was_sent()
    {
        Seen(1, "claude_code", "sent", "2025-12-01T07:00:00.250Z");
        Seen(1, "gemini_cli", "received", "2025-12-01T07:00:01.5Z");

        var message = Of(1, "2025-12-01T07:00:00Z");

        Assert.Equal(
            new MessageDelivery(1, "m1", "claude_code", "gemini_cli", At("07:00:00.250"), At("07:00:01.5"), "gemini_cli", 1.25, 1),
            message);
    }

    [Fact]
    public void Without_an_observation_of_its_sending_a_message_was_sent_at_its_timestamp()
    {
        Seen(1, "gemini_cli", "received", "2025-12-01T07:00:02Z");

        Assert.Equal(2, Of(1, "2025-12-01T07:00:00Z")!.Seconds);
    }

    [Theory]
    [InlineData("""
        "event":"received"
        """, "gemini_cli", 0)]
    [InlineData("""
        "event":"received","observed_at":"2025-12-01T07:00:03Z"
        """, "gemini_cli", 3)]
    [InlineData("""
        "event":"received","observer":"logger","observed_at":"2025-12-01T07:00:03Z"
        """, "logger", 3)]
    public void The_first_sight_of_a_message_counts_as_well(string metadata, string receivedBy, double seconds)
    {
        var message = Of(1, "2025-12-01T07:00:00Z", metadata);

        Assert.Equal((receivedBy, seconds, 1), (message!.ReceivedBy, message.Seconds, message.Observations));
    }

    [Fact]
    public void What_was_received_before_it_was_seen_sent_is_told_so_if_the_clocks_say_it()
    {
        Seen(1, "claude_code", "sent", "2025-12-01T07:00:04Z");

        Assert.Equal(-1, Of(1, "2025-12-01T07:00:00Z", "\"event\":\"received\",\"observed_at\":\"2025-12-01T07:00:03Z\"")!.Seconds);
    }

    [Fact]
    public void Of_several_that_received_it_the_first_is_told_and_their_number()
    {
        Seen(1, "b", "received", "2025-12-01T07:00:03Z");
        Seen(1, "a", "received", "2025-12-01T07:00:02Z");
        Seen(1, "c", "received", "no time");

        var message = Of(1, "2025-12-01T07:00:00Z");

        Assert.Equal(("a", 2, 3), (message!.ReceivedBy, message.Seconds, message.Observations));
    }

    [Fact]
    public void Nobody_received_what_was_only_sent_relayed_or_recorded()
    {
        Seen(1, "claude_code", "sent", "2025-12-01T07:00:00Z");
        Seen(1, "broker", "relayed", "2025-12-01T07:00:00Z");
        Seen(1, "claude_code", "recorded", "2025-12-01T07:00:00Z");
        Seen(2, "gemini_cli", "received", "2025-12-01T07:00:00Z");

        var message = Of(1, "2025-12-01T07:00:00Z")!;

        Assert.Equal((false, null, null, null), (message.IsReceived, message.ReceivedBy, message.ReceivedAt, message.Seconds));
    }

    [Fact]
    public void Times_without_offset_are_understood_as_configured_and_what_is_no_time_is_not_guessed()
    {
        var tally = new DeliveryTally(TimeSpan.FromHours(2));
        tally.Add(new DeliveryLine(1, "gemini_cli", "received", "2025-12-01T09:00:01"));
        tally.Add(new DeliveryLine(2, "gemini_cli", "received", "later"));

        Assert.Equal(1, tally.Of(Event(1, "2025-12-01T07:00:00Z"))!.Seconds);
        var unknown = tally.Of(Event(2, "2025-12-01T07:00:00Z"))!;
        Assert.Equal((true, "gemini_cli", null), (unknown.IsReceived, unknown.ReceivedBy, unknown.Seconds));
        Assert.Null(tally.Of(Event(1, "sometime"))!.SentAt);
    }

    [Theory]
    [InlineData("\"sequence\":1", null)]
    [InlineData("\"receiver\":\"\"", null)]
    [InlineData("\"receiver\":null", null)]
    [InlineData("\"receiver\":[\"a\",\"b\"]", "[\"a\",\"b\"]")]
    public void Only_messages_that_name_a_receiver_are_asked_about(string metadata, string? receiver)
    {
        var line = $$$"""{"Id":"m","Timestamp":"2025-12-01T07:00:00Z","SpeakerName":"a","Metadata":{{{{metadata}}}}}""";

        Assert.Equal(receiver, _tally.Of(RecordedEvent.Parse(Encoding.UTF8.GetBytes(line)))?.Receiver);
    }

    private void Seen(long sequence, string observer, string @event, string timestamp) =>
        _tally.Add(new DeliveryLine(sequence, observer, @event, timestamp));

    private MessageDelivery? Of(long sequence, string timestamp, string? metadata = null) =>
        _tally.Of(Event(sequence, timestamp, metadata));

    private static RecordedEvent Event(long sequence, string timestamp, string? metadata = null) => RecordedEvent.Parse(Encoding.UTF8.GetBytes(
        $$$"""{"Id":"m{{{sequence}}}","Timestamp":"{{{timestamp}}}","SpeakerName":"claude_code","Metadata":{"receiver":"gemini_cli",{{{(metadata is null ? "" : metadata + ",")}}}"sequence":{{{sequence}}}}}"""));

    private static DateTime At(string time) => DateTime.Parse(
        $"2025-12-01T{time}Z", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);
}

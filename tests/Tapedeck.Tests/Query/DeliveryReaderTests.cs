using Tapedeck.Journal;
using Tapedeck.Query;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Query;

public sealed class DeliveryReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Messages_come_oldest_first_with_their_deliveries_and_bad_lines_of_either_file_are_passed_over()
    {
        WriteSession(Event(1), "garbage", Event(2));
        WriteDeliveries(Delivery(2), "{\"Sequence\":1}", Delivery(1), "[]");
        using var reader = Reader();

        Assert.Equal([(1, "gemini_cli"), (2, "gemini_cli")], ReadAll(reader).Select(message => (message.Sequence!.Value, message.ReceivedBy)));
        Assert.Equal(3, reader.BadLines);
        Assert.Contains("deliveries.jsonl, line at byte", reader.FirstBadLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_without_deliveries_has_messages_that_nobody_received()
    {
        WriteSession(Event(1));
        using var reader = Reader();

        Assert.False(Assert.Single(ReadAll(reader)).IsReceived);
        Assert.Equal(0, reader.BadLines);
    }

    [Fact]
    public void Events_recorded_after_the_deliveries_were_read_are_left_for_the_next_time()
    {
        WriteSession(Event(1));
        using var reader = Reader();
        File.AppendAllText(_folder.File("current_session.jsonl"), Event(2) + "\n");

        Assert.Single(ReadAll(reader));
    }

    [Fact]
    public void A_condition_on_events_holds_for_messages()
    {
        WriteSession(Event(1), Event(2));
        using var reader = Reader();

        Assert.True(reader.TryRead(new EventMatcher(new() { Id = "m2" }, TimeSpan.Zero), out var message));
        Assert.Equal(2, message.Sequence);
    }

    private DeliveryReader Reader() => new(new JournalFolder(_folder.Path), TimeSpan.Zero);

    private static List<MessageDelivery> ReadAll(DeliveryReader reader)
    {
        var messages = new List<MessageDelivery>();
        while (reader.TryRead(EventMatcher.Everything, out var message))
            messages.Add(message);
        return messages;
    }

    private void WriteSession(params string[] lines) => File.WriteAllLines(_folder.File("current_session.jsonl"), lines);

    private void WriteDeliveries(params string[] lines) => File.WriteAllLines(_folder.File("deliveries.jsonl"), lines);

    private static string Event(int sequence) =>
        $$$"""{"Id":"m{{{sequence}}}","Timestamp":"2025-12-01T07:00:00Z","SpeakerName":"claude_code","Metadata":{"receiver":"gemini_cli","sequence":{{{sequence}}}}}""";

    private static string Delivery(int sequence) =>
        $$"""{"Id":"m{{sequence}}","Observer":"gemini_cli","Event":"received","Timestamp":"2025-12-01T07:00:01Z","Source":"push","RecordedAt":"2025-12-01T07:00:01Z","Sequence":{{sequence}}}""";
}

using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

public sealed class LinePropertyTests
{
    [Property(Arbitrary = [typeof(RandomFrame)], MaxTest = 500)]
    public void A_line_is_json_with_the_schema_that_readers_expect(RandomFrame frame)
    {
        var recorded = Recorded.From(frame.Bytes);

        Assert.Equal(recorded.Line.Length - 1, recorded.Line.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal(
            ["Id", "Timestamp", "SpeakerName", "SpeakerRole", "Message", "ConversationType", "ContextId", "Metadata"],
            recorded.Event.EnumerateObject().Select(member => member.Name));
        Assert.All(
            recorded.Event.EnumerateObject(),
            member => Assert.Equal(
                member.Name switch
                {
                    "ConversationType" => JsonValueKind.Number,
                    "Metadata" => JsonValueKind.Object,
                    _ => JsonValueKind.String,
                },
                member.Value.ValueKind));
        var names = recorded.Metadata.EnumerateObject().Select(member => member.Name).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.Equal(Recorded.Sequence, recorded.Metadata.GetProperty("sequence").GetInt32());
    }

    [Property(Arbitrary = [typeof(RandomText)])]
    public void Message_and_id_decode_to_what_was_sent(RandomText text, RandomText id, bool ascii)
    {
        var content = $$"""{ "message" :{{Wire.Quote(text.Value, ascii)}} }""";

        var recorded = Recorded.From(
            $$"""{"message_id":{{Wire.Quote(id.Value, !ascii)}},"from":"a","content":{{content}}}""");

        Assert.Equal(content, recorded.Event.GetProperty("Message").GetString());
        if (id.Value.Length > 0)
            Assert.Equal(Wire.Recorded(id.Value), recorded.Event.GetProperty("Id").GetString());
    }

    [Property(Arbitrary = [typeof(RandomFrame)])]
    public void An_observation_is_the_message_but_for_event_and_observer(RandomFrame frame)
    {
        var message = frame.Message.Replace("message_id", "message_no", StringComparison.Ordinal)[1..^1];
        message = $$"""{{{message}},"message_id":"1","timestamp":"2026-01-01T00:00:00Z","message":"no form 2"}""";
        var alone = Recorded.From(message);

        var observed = Recorded.From(
            $$"""{"event_type":"seen","agent":"watcher","timestamp":"2026-01-01T00:00:01Z","message":{{message}}}""");

        const string observation =
            """
            "source":"push","event":"seen","observer":"watcher","observed_at":"2026-01-01T00:00:01Z","sequence":
            """;
        Assert.Equal(alone.Line, observed.Line.Replace(observation, "\"source\":\"push\",\"sequence\":", StringComparison.Ordinal));
    }

    [Property(Arbitrary = [typeof(RandomFrame)])]
    public void A_truncated_frame_is_rejected(RandomFrame frame)
    {
        var bytes = frame.Bytes;
        for (var length = 0; length < bytes.Length; length++)
            Recorded.Rejection(bytes.AsSpan(0, length));
    }

    [Property(MaxTest = 2000)]
    public void Any_bytes_become_an_event_or_a_rejection(byte[] frame) => Enrich(frame);

    [Property(Arbitrary = [typeof(RandomFrame)], MaxTest = 2000)]
    public void A_damaged_frame_is_json_here_exactly_where_the_platform_reads_it(RandomFrame frame, byte[] damage, int at)
    {
        var bytes = frame.Bytes;
        var start = (int)((uint)at % (uint)bytes.Length);
        byte[] damaged = [.. bytes[..start], .. damage.Select(value => (byte)(value & 0x7F)), .. bytes[Math.Min(start + 1, bytes.Length)..]];

        var outcome = Enrich(damaged);

        Assert.Equal(!PlatformReads(damaged), outcome.Reason is { } reason && reason.StartsWith("not ", StringComparison.Ordinal));
    }

    private static EnrichOutcome Enrich(byte[] frame)
    {
        var output = new LineBuffer();
        var outcome = new FrameEnricher(Small).Enrich(frame, Some.Facts(), output);
        if (outcome.IsEvent)
            JsonDocument.Parse(Recorded.WithSequence(output, outcome, 1)).Dispose();
        return outcome;
    }

    private static readonly Taxonomy Small = new("1", [new("d", ["k"])], "d", [], "E", [], new KeywordRules(4, 10, []));

    private static bool PlatformReads(byte[] frame)
    {
        if (!System.Text.Unicode.Utf8.IsValid(frame) || Encoding.UTF8.GetString(frame).Trim(' ', '\t', '\r', '\n').Length == 0)
            return System.Text.Unicode.Utf8.IsValid(frame);
        var reader = new Utf8JsonReader(frame, new JsonReaderOptions { MaxDepth = 128 });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

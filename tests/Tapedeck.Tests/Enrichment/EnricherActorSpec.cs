using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Enrichment;
using Tapedeck.Enrichment.Masking;
using Tapedeck.Ingest;
using Tapedeck.Tests.Enrichment.Masking;

using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Tapedeck.Tests.Enrichment;

public sealed class EnricherActorSpec : TestKit
{
    private const long MaxMessageSize = 1000;

    private readonly StreamId _stream = StreamId.Next();

    [Fact]
    public void One_batch_comes_out_for_each_that_goes_in_with_its_place_and_its_reader()
    {
        Enricher().Tell(Batch(7, """{"message_id":"a","from":"claude_code"}"""));

        var enriched = ExpectMsg<EnrichedBatch>();
        Assert.Equal((_stream, 7L, TestActor), (enriched.Stream, enriched.Number, enriched.Reader));
        Assert.True(Assert.Single(enriched.Frames.ToArray()).IsEvent);
        Assert.Equal(0, enriched.QuarantinedCount);
    }

    [Fact]
    public void Good_and_bad_frames_of_one_batch_keep_their_places_and_both_are_kept()
    {
        Enricher().Tell(Batch(0, """{"message_id":"a"}""", "garbage", """{"message_id":"b"}""", "[]"));

        var enriched = ExpectMsg<EnrichedBatch>();
        Assert.Equal([true, false, true, false], enriched.Frames.ToArray().Select(frame => frame.IsEvent));
        Assert.Equal(2, enriched.QuarantinedCount);
        var quarantine = Encoding.UTF8.GetString(enriched.Quarantine);
        Assert.Equal(2, quarantine.Count(character => character == '\n'));
        Assert.Equal(quarantine, string.Concat(enriched.Frames.ToArray().Where(frame => !frame.IsEvent)
            .Select(frame => quarantine.Substring(frame.LineStart, frame.LineLength))));
    }

    [Fact]
    public void A_frame_that_is_too_large_or_in_three_parts_is_not_looked_into()
    {
        var batch = new FrameBatch(TestActor, _stream, 0, "push", Some.RecordedAt);
        batch.AddPart("a"u8, isLast: false, MaxMessageSize);
        batch.AddPart("b"u8, isLast: false, MaxMessageSize);
        batch.AddPart("""{"message_id":"a"}"""u8, isLast: true, MaxMessageSize);
        batch.AddPart(Encoding.UTF8.GetBytes($$"""{"message_id":"{{new string('x', 2000)}}"}"""), isLast: true, MaxMessageSize);

        Enricher().Tell(batch);

        var enriched = ExpectMsg<EnrichedBatch>();
        Assert.Equal(2, enriched.QuarantinedCount);
        var quarantine = Encoding.UTF8.GetString(enriched.Quarantine);
        Assert.Contains("3 message parts, expected a message, or a topic and a message", quarantine, StringComparison.Ordinal);
        Assert.Contains("over tapedeck.ingest.max-message-size of 1000", quarantine, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_parts_the_first_is_the_topic_and_names_the_receiver()
    {
        var batch = new FrameBatch(TestActor, _stream, 0, "broker", Some.RecordedAt);
        batch.AddPart("gemini_cli"u8, isLast: false, MaxMessageSize);
        batch.AddPart("""{"message_id":"a"}"""u8, isLast: true, MaxMessageSize);

        Enricher().Tell(batch);

        var lines = Encoding.UTF8.GetString(ExpectMsg<EnrichedBatch>().Lines.Written);
        Assert.Contains("\"receiver\":\"gemini_cli\"", lines, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_producer_numbered_says_so_in_its_lines_and_a_hello_has_none()
    {
        var connection = new ProducerConnection([1], "claude_code/1", TimeProvider.System);
        var batch = new FrameBatch(TestActor, _stream, 0, "acknowledged", Some.RecordedAt);
        batch.Add([], "claude_code/1"u8, new ProducerRequest(connection, 0), MaxMessageSize);
        batch.Add([], """{"message_id":"a"}"""u8, new ProducerRequest(connection, 41), MaxMessageSize);
        batch.Add("x"u8, "garbage"u8, new ProducerRequest(connection, 42), MaxMessageSize);

        Enricher().Tell(batch);

        var enriched = ExpectMsg<EnrichedBatch>();
        Assert.Equal([0L, 41L, 42L], enriched.Requests!.Select(request => request.Number));
        Assert.Equal(0, enriched.Frames[0].LineLength);
        Assert.Contains("\"producer\":\"claude_code/1\",\"producer_sequence\":41,\"sequence\":", Encoding.UTF8.GetString(enriched.Lines.Written), StringComparison.Ordinal);
        Assert.Contains("\"Producer\":\"claude_code/1\",\"ProducerSequence\":42,\"Topic\":\"eA==\"", Encoding.UTF8.GetString(enriched.Quarantine), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_batch_is_answered_too_so_that_its_place_is_taken()
    {
        Enricher().Tell(Batch(3));

        Assert.Equal(3, ExpectMsg<EnrichedBatch>().Number);
    }

    [Fact]
    public void A_batch_that_breaks_its_enricher_goes_to_quarantine_whole_and_the_next_one_is_enriched()
    {
        var broken = Batch(0, "one", "two");
        var enricher = Sys.ActorOf(Props.Create(() => new EnricherActor(Some.Taxonomy(), MaxMessageSize, null, TestActor, new BrokenLog())));

        enricher.Tell(broken);
        var kept = ExpectMsg<EnrichedBatch>();
        enricher.Tell(Batch(1, """{"message_id":"a"}"""));

        Assert.Equal((0L, 2), (kept.Number, kept.QuarantinedCount));
        Assert.Contains("the disk of the log is full", Encoding.UTF8.GetString(kept.Quarantine), StringComparison.Ordinal);
        Assert.Equal(0, ExpectMsg<EnrichedBatch>().QuarantinedCount);
    }

    [Fact]
    public void Secrets_are_masked_in_lines_in_quarantine_and_in_topics_and_counted_with_their_frames()
    {
        var batch = new FrameBatch(TestActor, _stream, 0, "push", Some.RecordedAt);
        Add($$$"""{"message_id":"a","from":"{{{Secrets.Email}}}","content":"{{{Secrets.Aws}}} {{{Secrets.GitHub}}}"}""");
        Add($"garbage {Secrets.OpenAi}");
        Add("to " + Secrets.Email, $"garbage {Secrets.Jwt}");
        Add("a", "b", $"three parts {Secrets.GitHub}");
        Add($$"""{"message_id":"{{new string('x', 3985)}} {{Secrets.Anthropic}} and {{Secrets.Jwt}}"}"""); // cut in the second

        Enricher(mask: true).Tell(batch);

        var enriched = ExpectMsg<EnrichedBatch>();
        AssertNoSecret(enriched);
        Assert.Equal(
            [(2, 0, 1), (1, 0, 0), (0, 1, 1), (1, 0, 0), (1, 1, 0)],
            enriched.Frames.ToArray().Select(frame => (frame.Masked.ApiKeys, frame.Masked.BearerTokens, frame.Masked.Emails)));
        Assert.Contains("\"Head\":", Encoding.UTF8.GetString(enriched.Quarantine), StringComparison.Ordinal);
        Assert.Contains("\"SpeakerName\":\"[masked:email:", Encoding.UTF8.GetString(enriched.Lines.Written), StringComparison.Ordinal);

        void Add(params string[] parts)
        {
            for (var i = 0; i < parts.Length; i++)
                batch.AddPart(Encoding.UTF8.GetBytes(parts[i]), isLast: i == parts.Length - 1, MaxMessageSize);
        }
    }

    [Fact]
    public void Observations_of_one_message_with_a_secret_are_the_same_message_however_they_are_escaped()
    {
        Enricher(mask: true).Tell(Batch(
            0, """{"message_id":"a","content":"mail alice+x@example.com"}""",
            """{"event_type":"sent","agent":"b","message":{"message_id":"a","content":"mail alice\u002Bx@example.com"}}"""));

        var frames = ExpectMsg<EnrichedBatch>().Frames;
        Assert.Equal(frames[0].Identity, frames[1].Identity);
    }

    [Fact]
    public void A_batch_that_breaks_its_enricher_is_masked_too()
    {
        var enricher = Sys.ActorOf(Props.Create(() => new EnricherActor(Some.Taxonomy(), MaxMessageSize, Rules, TestActor, new BrokenLog())));

        enricher.Tell(Batch(0, $"one {Secrets.Email}", $"two {Secrets.Aws}"));

        var kept = ExpectMsg<EnrichedBatch>();
        Assert.Equal(2, kept.QuarantinedCount);
        AssertNoSecret(kept);
    }

    private static readonly MaskRules Rules = new(SecretKinds.All, new byte[MaskSalt.Length]);

    private static void AssertNoSecret(EnrichedBatch batch)
    {
        var text = Encoding.UTF8.GetString(batch.Lines.Written);
        foreach (var line in Encoding.UTF8.GetString(batch.Quarantine).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var record = JsonDocument.Parse(line);
            foreach (var member in record.RootElement.EnumerateObject().Where(member => member.Name is "Bytes" or "Head" or "Topic"))
                text += Encoding.UTF8.GetString(member.Value.GetBytesFromBase64());
        }

        Assert.Contains("[masked:", text, StringComparison.Ordinal);
        foreach (var secret in new[] { Secrets.Email, Secrets.Aws, Secrets.GitHub, Secrets.OpenAi, Secrets.Jwt, Secrets.Anthropic })
            Assert.DoesNotContain(secret[..12], text, StringComparison.Ordinal);
    }

    /// <summary>Fails the enricher in the middle of a batch with bad frames.</summary>
    private sealed class BrokenLog : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("the disk of the log is full");
    }

    private IActorRef Enricher(bool mask = false)
    {
        var rules = mask ? Rules : null;
        return Sys.ActorOf(Props.Create(() =>
            new EnricherActor(Some.Taxonomy(), MaxMessageSize, rules, TestActor, NullLogger.Instance)));
    }

    private FrameBatch Batch(long number, params string[] frames)
    {
        var batch = new FrameBatch(TestActor, _stream, number, "push", Some.RecordedAt);
        foreach (var frame in frames)
            batch.AddPart(Encoding.UTF8.GetBytes(frame), isLast: true, MaxMessageSize);
        return batch;
    }
}

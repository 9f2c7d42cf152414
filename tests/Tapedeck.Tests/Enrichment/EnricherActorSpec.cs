using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Enrichment;
using Tapedeck.Ingest;

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
        var enricher = Sys.ActorOf(Props.Create(() => new EnricherActor(Some.Taxonomy(), MaxMessageSize, TestActor, new BrokenLog())));

        enricher.Tell(broken);
        var kept = ExpectMsg<EnrichedBatch>();
        enricher.Tell(Batch(1, """{"message_id":"a"}"""));

        Assert.Equal((0L, 2), (kept.Number, kept.QuarantinedCount));
        Assert.Contains("the disk of the log is full", Encoding.UTF8.GetString(kept.Quarantine), StringComparison.Ordinal);
        Assert.Equal(0, ExpectMsg<EnrichedBatch>().QuarantinedCount);
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

    private IActorRef Enricher() => Sys.ActorOf(Props.Create(() =>
        new EnricherActor(Some.Taxonomy(), MaxMessageSize, TestActor, NullLogger.Instance)));

    private FrameBatch Batch(long number, params string[] frames)
    {
        var batch = new FrameBatch(TestActor, _stream, number, "push", Some.RecordedAt);
        foreach (var frame in frames)
            batch.AddPart(Encoding.UTF8.GetBytes(frame), isLast: true, MaxMessageSize);
        return batch;
    }
}

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
        Assert.Single(enriched.Events);
        Assert.Equal(0, enriched.QuarantinedCount);
    }

    [Fact]
    public void Good_and_bad_frames_of_one_batch_part_and_both_are_kept()
    {
        Enricher().Tell(Batch(0, """{"message_id":"a"}""", "garbage", """{"message_id":"b"}""", "[]"));

        var enriched = ExpectMsg<EnrichedBatch>();
        Assert.Equal(2, enriched.Events.Count);
        Assert.Equal(2, enriched.QuarantinedCount);
        Assert.Equal(2, Encoding.UTF8.GetString(enriched.Quarantine.WrittenSpan).Count(character => character == '\n'));
    }

    [Fact]
    public void A_frame_that_is_too_large_or_has_parts_is_not_looked_into()
    {
        var batch = new FrameBatch(TestActor, _stream, 0, "push", Some.RecordedAt);
        batch.Add("""{"message_id":"a"}"""u8, parts: 2, MaxMessageSize);
        batch.Add(Encoding.UTF8.GetBytes($$"""{"message_id":"{{new string('x', 2000)}}"}"""), parts: 1, MaxMessageSize);

        Enricher().Tell(batch);

        var enriched = ExpectMsg<EnrichedBatch>();
        Assert.Empty(enriched.Events);
        var quarantine = Encoding.UTF8.GetString(enriched.Quarantine.WrittenSpan);
        Assert.Contains("2 message parts where one is expected", quarantine, StringComparison.Ordinal);
        Assert.Contains("over tapedeck.ingest.max-message-size of 1000", quarantine, StringComparison.Ordinal);
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
        Assert.Contains("the disk of the log is full", Encoding.UTF8.GetString(kept.Quarantine.WrittenSpan), StringComparison.Ordinal);
        Assert.Single(ExpectMsg<EnrichedBatch>().Events);
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
            batch.Add(Encoding.UTF8.GetBytes(frame), parts: 1, MaxMessageSize);
        return batch;
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Enrichment;
using Tapedeck.Ingest;
using Tapedeck.Journal;
using Tapedeck.Tests.Enrichment;
using Tapedeck.Tests.Support;
using static Tapedeck.Journal.JournalProtocol;

namespace Tapedeck.Tests.Journal;

public sealed class JournalActorSpec : TestKit
{
    private readonly TempFolder _temp = new();
    private readonly JournalFolder _folder;
    private readonly FrameEnricher _enricher = new(Some.Taxonomy());
    private readonly StreamId _stream = StreamId.Next();

    public JournalActorSpec() => _folder = new JournalFolder(_temp.File("logs"));

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _temp.Dispose();
    }

    [Fact]
    public void Opening_answers_with_the_session_and_its_last_sequence()
    {
        var journal = Start();

        Assert.Equal(new JournalOpened(_folder.Session, 0), ExpectMsg<JournalOpened>());
        Assert.NotNull(journal);
    }

    [Fact]
    public void Opening_answers_with_a_failure_that_says_why()
    {
        File.WriteAllText(_temp.File("logs"), "in the way");
        Start();

        var failure = ExpectMsg<Status.Failure>();
        Assert.IsType<JournalFolderException>(failure.Cause);
    }

    [Fact]
    public void Batches_are_written_in_arrival_order_whatever_order_they_come_in()
    {
        var journal = Opened();

        foreach (var number in new[] { 2, 0, 3, 1 })
            journal.Tell(Batch(number, $"m{number}-a", $"m{number}-b"));
        for (var i = 0; i < 4; i++)
            ExpectMsg<IngestProtocol.BatchDurable>();

        Assert.Equal(["m0-a", "m0-b", "m1-a", "m1-b", "m2-a", "m2-b", "m3-a", "m3-b"], Lines().Select(line => line.Id));
        Assert.Equal(Enumerable.Range(1, 8).Select(n => (long)n), Lines().Select(line => line.Sequence));
    }

    [Fact]
    public void Nothing_of_a_stream_is_written_before_what_was_read_before_it()
    {
        var journal = Opened();

        journal.Tell(Batch(1, "second"));
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Assert.Empty(Lines());

        journal.Tell(Batch(0, "first"));
        ExpectMsg<IngestProtocol.BatchDurable>();
        ExpectMsg<IngestProtocol.BatchDurable>();
        Assert.Equal(["first", "second"], Lines().Select(line => line.Id));
    }

    [Fact]
    public void A_block_is_published_and_credited_only_when_its_lines_are_in_the_file()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(BlockCommitted));
        var journal = Opened();

        journal.Tell(Batch(0, "a", "b"));

        Assert.Equal(_stream, ExpectMsg<IngestProtocol.BatchDurable>().Stream);
        var block = ExpectMsg<BlockCommitted>();
        Assert.Equal((1L, 2L, 0L), (block.FirstSequence, block.LastSequence, block.Offset));
        Assert.Equal(new FileInfo(_folder.Session).Length, block.Bytes);
    }

    [Fact]
    public void What_queues_while_a_block_is_flushed_becomes_one_block()
    {
        var journal = Opened();

        for (var i = 0; i < 100; i++)
            journal.Tell(Batch(i, $"m{i}"));
        for (var i = 0; i < 100; i++)
            ExpectMsg<IngestProtocol.BatchDurable>();

        journal.Tell(GetJournalStatus.Instance);
        var status = ExpectMsg<JournalSnapshot>();
        Assert.Equal(100, status.Counts.Events);
        Assert.InRange(status.Counts.Blocks, 1, 99);
        Assert.Equal(100, status.LastSequence);
    }

    [Fact]
    public void A_frame_that_is_no_message_is_in_quarantine_when_its_credit_comes_back()
    {
        var journal = Opened();

        journal.Tell(Batch(0, frames: ["not json"]));

        ExpectMsg<IngestProtocol.BatchDurable>();
        var record = JsonElement.Parse(Assert.Single(File.ReadAllLines(_folder.Quarantine)));
        Assert.Equal("not json"u8.ToArray(), record.GetProperty("Bytes").GetBytesFromBase64());
        Assert.Empty(Lines());
    }

    [Fact]
    public void After_a_failure_every_batch_is_written_once_and_in_order()
    {
        var journal = Opened();
        journal.Tell(Batch(0, "before"));
        ExpectMsg<IngestProtocol.BatchDurable>();

        journal.Tell(Batch(0, "a number that came twice breaks an invariant, and the actor fails"));
        journal.Tell(Batch(2, "third"));
        journal.Tell(Batch(1, "second"));

        ExpectMsg<IngestProtocol.BatchDurable>();
        ExpectMsg<IngestProtocol.BatchDurable>();
        Assert.Equal(["before", "second", "third"], Lines().Select(line => line.Id));
        Assert.Equal([1L, 2L, 3L], Lines().Select(line => line.Sequence));
        Assert.False(Directory.Exists(_folder.Recovery));
    }

    [Fact]
    public void While_the_folder_is_gone_nothing_is_acknowledged_and_it_goes_on_once_it_is_back()
    {
        var journal = Opened();
        journal.Tell(Batch(0, "before"));
        ExpectMsg<IngestProtocol.BatchDurable>();
        Directory.Move(_folder.Root, _temp.File("away"));
        File.WriteAllText(_folder.Root, "in the way");

        journal.Tell(Batch(0, "fails"));
        journal.Tell(Batch(1, "waits"));
        AwaitAssert(() =>
        {
            journal.Tell(GetJournalStatus.Instance);
            Assert.Contains("cannot record", ExpectMsg<JournalSnapshot>().Error, StringComparison.Ordinal);
        });

        File.Delete(_folder.Root);
        Directory.Move(_temp.File("away"), _folder.Root);
        ExpectMsg<IngestProtocol.BatchDurable>(TimeSpan.FromSeconds(10));
        Assert.Equal(["before", "waits"], Lines().Select(line => line.Id));
    }

    private IActorRef Start()
    {
        var journal = Sys.ActorOf(Props.Create(() => new JournalActor(_folder, TimeProvider.System, NullLogger.Instance)));
        journal.Tell(Open.Instance, TestActor);
        return journal;
    }

    private IActorRef Opened()
    {
        var journal = Start();
        ExpectMsg<JournalOpened>();
        return journal;
    }

    private EnrichedBatch Batch(int number, params string[] ids) => Batch(
        number, frames: [.. ids.Select(id => $$"""{"message_id":"{{id}}","from":"claude_code","content":"hello"}""")]);

    private EnrichedBatch Batch(int number, IReadOnlyList<string> frames)
    {
        var batch = new EnrichedBatch(TestActor, _stream, number, frameBytes: frames.Sum(frame => frame.Length));
        foreach (var frame in frames)
        {
            var bytes = Encoding.UTF8.GetBytes(frame);
            var outcome = _enricher.Enrich(bytes, Some.Facts(), batch.Lines);
            if (outcome.IsEvent)
                batch.Events.Add(outcome);
            else
                batch.AddToQuarantine(new QuarantinedFrame(outcome.Reason!, "push", Some.RecordedAt, bytes.Length, 1), bytes);
        }

        return batch;
    }

    private IReadOnlyList<(string? Id, long Sequence)> Lines() =>
        [.. File.ReadLines(_folder.Session).Select(line => JsonElement.Parse(line)).Select(line => (
            line.GetProperty("Id").GetString(), line.GetProperty("Metadata").GetProperty("sequence").GetInt64()))];
}

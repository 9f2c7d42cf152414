using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Enrichment;
using Tapedeck.Ingest;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;
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
    private DurabilityPolicy _durability = DurabilityPolicy.Group;
    private RollPolicy _roll = RollPolicy.Never;

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
        Assert.Equal((1L, 2L), (block.FirstSequence, block.LastSequence));
        Assert.Equal(new FileInfo(_folder.Session).Length, block.Bytes);
        Assert.Equal(new JournalPosition(1, block.Bytes), block.End);
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
    public void The_same_message_seen_again_is_another_delivery_of_the_one_event()
    {
        var journal = Opened();

        journal.Tell(Batch(0, "a", "b"));
        journal.Tell(Batch(1, "a"));
        ExpectMsg<IngestProtocol.BatchDurable>();
        ExpectMsg<IngestProtocol.BatchDurable>();

        Assert.Equal([("a", 1L), ("b", 2L)], Lines());
        var delivery = Assert.Single(Deliveries());
        Assert.Equal(("a", 1L), (delivery.GetProperty("Id").GetString(), delivery.GetProperty("Sequence").GetInt64()));
        Assert.Equal(1, Status(journal).Counts.Deliveries);
    }

    [Fact]
    public void The_same_id_with_another_text_is_another_event_and_marked()
    {
        var journal = Opened();

        journal.Tell(Batch(0, frames: [Message("a", "one"), Message("a", "two"), Message("a", "two"), Message("a", "one")]));
        ExpectMsg<IngestProtocol.BatchDurable>();

        Assert.Equal([("a", 1L), ("a", 2L)], Lines());
        Assert.Equal([false, true], File.ReadLines(_folder.Session).Select(line =>
            JsonElement.Parse(line).GetProperty("Metadata").TryGetProperty("id_collision", out _)));
        Assert.Equal([2L, 1L], Deliveries().Select(delivery => delivery.GetProperty("Sequence").GetInt64()));
    }

    [Fact]
    public void A_message_without_an_id_is_never_taken_for_another()
    {
        var journal = Opened();

        journal.Tell(Batch(0, frames: ["""{"from":"a","content":"same"}""", """{"from":"a","content":"same"}"""]));
        ExpectMsg<IngestProtocol.BatchDurable>();

        Assert.Equal(2, Lines().Count);
    }

    [Fact]
    public void What_was_seen_before_a_restart_is_recognised_after_it()
    {
        var first = Opened();
        first.Tell(Batch(0, frames: [Message("a", "one"), Message("\\u00fc\\\"", "two")]));
        ExpectMsg<IngestProtocol.BatchDurable>();
        Stop(first);

        var second = Opened();
        second.Tell(Batch(0, frames: [Message("ü\\\"", "two"), Message("a", "one"), Message("a", "three")]));
        ExpectMsg<IngestProtocol.BatchDurable>();

        Assert.Equal(3, Lines().Count);
        Assert.Equal([2L, 1L], Deliveries().Select(delivery => delivery.GetProperty("Sequence").GetInt64()));
    }

    [Fact]
    public void What_a_producer_sends_again_is_stored_once_and_acknowledged_again()
    {
        var journal = Opened();

        journal.Tell(Requests(0, Recorded(1, "a"), Recorded(2, "b")));
        journal.Tell(Requests(1, Recorded(2, "b"), Recorded(1, "a")));

        Assert.Equal([(1L, 1L), (2L, 2L)], Stored(ExpectMsg<IngestProtocol.BatchDurable>()));
        Assert.Equal([(2L, 0L), (1L, 0L)], Stored(ExpectMsg<IngestProtocol.BatchDurable>()));
        Assert.Equal(2, Lines().Count);
        Assert.Empty(Deliveries());
        Assert.Equal(2, Status(journal).Counts.Resends);
    }

    [Fact]
    public void An_observation_that_a_producer_records_is_acknowledged_with_its_event()
    {
        var journal = Opened();

        journal.Tell(Requests(0, Recorded(1, "a"), Recorded(2, "b"), Recorded(3, "a")));

        Assert.Equal([(1L, 1L), (2L, 2L), (3L, 1L)], Stored(ExpectMsg<IngestProtocol.BatchDurable>()));
    }

    [Fact]
    public void What_is_no_message_is_rejected_once_and_its_number_is_taken()
    {
        var journal = Opened();

        journal.Tell(Requests(0, (1, "garbage"), Recorded(2, "b")));
        journal.Tell(Requests(1, (1, "garbage")));

        var answers = ExpectMsg<IngestProtocol.BatchDurable>().Acknowledgements;
        Assert.Equal([AcknowledgementKind.Rejected, AcknowledgementKind.Stored], answers.Select(answer => answer.Kind));
        Assert.Equal(AcknowledgementKind.Stored, Assert.Single(ExpectMsg<IngestProtocol.BatchDurable>().Acknowledgements).Kind);
        var record = JsonElement.Parse(Assert.Single(File.ReadAllLines(_folder.Quarantine)));
        Assert.Equal(("agent/1", 1), (record.GetProperty("Producer").GetString(), record.GetProperty("ProducerSequence").GetInt32()));
    }

    [Fact]
    public void A_welcome_tells_what_is_stored_through_restarts()
    {
        var first = Opened();
        first.Tell(Requests(0, (0, ""), Recorded(1, "a"), Recorded(2, "a"), (5, "garbage"), (0, "")));
        Assert.Equal((5L, "3-4"), Welcome(ExpectMsg<IngestProtocol.BatchDurable>()));
        Assert.Equal([new ProducerGaps("agent/1", 5, 2, "3-4")], Status(first).Gaps);
        Stop(first);

        var second = Opened();
        second.Tell(Requests(0, (0, "")));
        Assert.Equal((5L, "3-4"), Welcome(ExpectMsg<IngestProtocol.BatchDurable>()));

        File.Delete(_folder.Producers);
        Stop(second);
        File.Delete(_folder.Producers);
        var third = Opened();
        third.Tell(Requests(0, Recorded(3, "c"), (0, "")));
        Assert.Equal((5L, "4-4"), Welcome(ExpectMsg<IngestProtocol.BatchDurable>()));
    }

    [Fact]
    public void A_frame_fed_back_from_quarantine_that_is_still_no_message_is_not_recorded_again()
    {
        var journal = Opened();

        var batch = RequestsOf(0, ProducerLedger.Quarantine, (3, "garbage"), Recorded(4, "a"));
        journal.Tell(batch);

        var answers = ExpectMsg<IngestProtocol.BatchDurable>().Acknowledgements;
        Assert.Equal([AcknowledgementKind.Rejected, AcknowledgementKind.Stored], answers.Select(answer => answer.Kind));
        Assert.Empty(File.ReadAllLines(_folder.Quarantine));
        journal.Tell(new GetNumbers(ProducerLedger.Quarantine), TestActor);
        var numbers = ExpectMsg<NumbersSnapshot>();
        Assert.Equal((false, true), (numbers.Has(3), numbers.Has(4)));
        Assert.Empty(Status(journal).Gaps);
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
    public void While_it_cannot_write_it_keeps_the_folder_locked()
    {
        var journal = Opened();
        journal.Tell(Batch(0, "before"));
        ExpectMsg<IngestProtocol.BatchDurable>();
        File.Move(_folder.Session, _temp.File("away"));
        Directory.CreateDirectory(_folder.Session);

        journal.Tell(Batch(0, "fails"));
        AwaitAssert(() => Assert.Contains("cannot record", Status(journal).Error, StringComparison.Ordinal));
        Assert.True(FolderLock.IsHeld(_folder));

        Directory.Delete(_folder.Session);
        File.Move(_temp.File("away"), _folder.Session);
        journal.Tell(Batch(1, "after"));
        ExpectMsg<IngestProtocol.BatchDurable>(TimeSpan.FromSeconds(10));
        Assert.Equal(["before", "after"], Lines().Select(line => line.Id));

        Stop(journal);
        Assert.False(FolderLock.IsHeld(_folder));
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

    [Fact]
    public void Under_each_every_event_is_flushed_by_itself()
    {
        _durability = DurabilityPolicy.Each;
        var journal = Opened();

        journal.Tell(Batch(0, "a", "b", "a", "c"));
        ExpectMsg<IngestProtocol.BatchDurable>();

        Assert.Equal(3, Status(journal).Counts.Blocks);
        Assert.Equal("each", Status(journal).Durability);
        Assert.Equal([(1L, 1L), (2L, 1L), (3L, 1L)], Blocks().Select(block => (block.FirstSequence, block.Lines)));
        Assert.Single(Deliveries());
    }

    [Fact]
    public void Under_an_interval_what_came_within_it_is_one_block()
    {
        _durability = new DurabilityPolicy(DurabilityKind.Interval, TimeSpan.FromSeconds(2));
        var journal = Opened();

        for (var i = 0; i < 5; i++)
        {
            journal.Tell(Batch(i, $"m{i}"));
            Assert.Equal(0, Status(journal).Counts.Events); // and so it is taken before the next
        }

        for (var i = 0; i < 5; i++)
            ExpectMsg<IngestProtocol.BatchDurable>(TimeSpan.FromSeconds(10));
        Assert.Equal((5L, 1L), (Status(journal).Counts.Events, Status(journal).Counts.Blocks));
        Assert.Equal("interval 2000ms", Status(journal).Durability);
    }

    [Fact]
    public void A_session_that_has_its_size_is_closed_and_the_next_one_goes_on_from_it()
    {
        _roll = new RollPolicy(1, null);
        Sys.EventStream.Subscribe(TestActor, typeof(BlockCommitted));
        var journal = Opened();

        for (var i = 0; i < 3; i++)
        {
            journal.Tell(Batch(i, $"m{i}"));
            ExpectMsg<IngestProtocol.BatchDurable>();
            Assert.Equal(i + 1, ExpectMsg<BlockCommitted>().End.Session);
        }

        Assert.Equal((4L, 0L), (Status(journal).End.Session, Status(journal).End.Offset));
        Assert.Empty(Lines());
        var closed = SessionFile.AllClosed(_folder);
        Assert.Equal([1L, 2L, 3L], closed.Select(session => session.Number));
        Assert.Equal(["m0", "m1", "m2"], closed.SelectMany(session => File.ReadLines(session.Path))
            .Select(line => JsonElement.Parse(line).GetProperty("Id").GetString()));
        Assert.Equal(
            closed.Select(session => Records(session.Index)[^1].Link),
            closed.Skip(1).Select(session => session.Index).Append(_folder.Index).Select(index => Records(index)[0].Link));

        Stop(journal);
        var next = Opened();
        next.Tell(Batch(0, "m1", "m3"));
        ExpectMsg<IngestProtocol.BatchDurable>();
        ExpectMsg<BlockCommitted>();
        Assert.Equal([2L], Deliveries().Select(delivery => delivery.GetProperty("Sequence").GetInt64()));
        Assert.Equal(4, Status(next).LastSequence);
    }

    [Fact]
    public void At_its_time_of_day_a_session_is_closed_though_nothing_is_recorded()
    {
        var journal = Opened();
        journal.Tell(Batch(0, "a"));
        ExpectMsg<IngestProtocol.BatchDurable>();
        Stop(journal);
        Rewrite(_folder.Index, record => record with { MadeAt = record.MadeAt - TimeSpan.FromDays(1).Ticks / TimeSpan.TicksPerMicrosecond });

        _roll = new RollPolicy(null, TimeOnly.MinValue);
        Opened();

        AwaitAssert(() => Assert.Single(SessionFile.AllClosed(_folder)), TimeSpan.FromSeconds(10));
    }

    private List<IndexRecord> Blocks() => Records(_folder.Index)[1..];

    private static List<IndexRecord> Records(string index)
    {
        using var reader = IndexReader.TryOpen(index)!;
        var records = new List<IndexRecord>();
        for (var place = 0; reader.TryRead(place, out var record); place++)
            records.Add(record);
        return records;
    }

    private static void Rewrite(string index, Func<IndexRecord, IndexRecord> change)
    {
        var records = Records(index);
        var bytes = new byte[records.Count * IndexRecord.Size];
        for (var i = 0; i < records.Count; i++)
            change(records[i]).Write(bytes.AsSpan(i * IndexRecord.Size));
        File.WriteAllBytes(index, bytes);
    }

    private static string Message(string id, string text) =>
        $$$"""{"message_id":"{{{id}}}","from":"claude_code","content":{"message":"{{{text}}}"}}""";

    private static (long Number, string Frame) Recorded(long number, string id) => (number, Message(id, "hello"));

    private static IEnumerable<(long Number, long Sequence)> Stored(IngestProtocol.BatchDurable durable) =>
        durable.Acknowledgements.Where(answer => answer.Kind == AcknowledgementKind.Stored)
            .Select(answer => (answer.Number, answer.Sequence));

    private static (long Last, string? Missing) Welcome(IngestProtocol.BatchDurable durable)
    {
        var welcome = durable.Acknowledgements.Last(answer => answer.Kind == AcknowledgementKind.Welcome);
        return (welcome.Number, welcome.Text);
    }

    private JournalSnapshot Status(IActorRef journal)
    {
        journal.Tell(GetJournalStatus.Instance, TestActor);
        return ExpectMsg<JournalSnapshot>();
    }

    private void Stop(IActorRef journal)
    {
        Watch(journal);
        Sys.Stop(journal);
        ExpectTerminated(journal);
    }

    private IActorRef Start()
    {
        var settings = new JournalSettings(_folder, 1000, _durability, _roll, DiskStorage.Instance);
        var journal = Sys.ActorOf(Props.Create(() => new JournalActor(settings, TimeProvider.System, NullLogger.Instance)));
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
            Enrich(batch, frame, null, 0);
        return batch;
    }

    private EnrichedBatch Requests(int number, params (long Number, string Frame)[] requests) =>
        RequestsOf(number, "agent/1", requests);

    /// <summary>A batch of what a producer asks for; the number 0 is a HELLO.</summary>
    private EnrichedBatch RequestsOf(int number, string producer, params (long Number, string Frame)[] requests)
    {
        var connection = new ProducerConnection([1], producer, TimeProvider.System);
        var batch = new EnrichedBatch(
            TestActor, _stream, number, frameBytes: 1,
            [.. requests.Select(request => new ProducerRequest(connection, request.Number))]);
        foreach (var (record, frame) in requests)
        {
            if (record == 0)
                batch.AddHello();
            else
                Enrich(batch, frame, producer, record);
        }

        return batch;
    }

    private void Enrich(EnrichedBatch batch, string frame, string? producer, long number)
    {
        var bytes = Encoding.UTF8.GetBytes(frame);
        var facts = new FrameFacts("push"u8, Some.RecordedAt)
        {
            Producer = Encoding.UTF8.GetBytes(producer ?? ""),
            ProducerSequence = number,
        };
        var outcome = _enricher.Enrich(bytes, facts, batch.Lines);
        if (outcome.IsEvent)
            batch.AddEvent(outcome);
        else
            batch.AddToQuarantine(
                new QuarantinedFrame(outcome.Reason!, "push", Some.RecordedAt, bytes.Length, 1, producer, number), [], bytes);
    }

    private IReadOnlyList<JsonElement> Deliveries() =>
        [.. File.ReadLines(_folder.Deliveries).Select(line => JsonElement.Parse(line))];

    private IReadOnlyList<(string? Id, long Sequence)> Lines() =>
        [.. File.ReadLines(_folder.Session).Select(line => JsonElement.Parse(line)).Select(line => (
            line.GetProperty("Id").GetString(), line.GetProperty("Metadata").GetProperty("sequence").GetInt64()))];
}

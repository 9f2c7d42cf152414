using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Checkpointing;
using Tapedeck.Client;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Parquet;
using Tapedeck.Tests.Actors;
using Tapedeck.Tests.Journal;
using Tapedeck.Tests.Journal.Storage;
using static Tapedeck.Checkpointing.CheckpointProtocol;
using static Tapedeck.Client.NodeProtocol;
using static Tapedeck.Tests.Support.CheckpointedEvents;

namespace Tapedeck.Tests.Checkpointing;

public sealed class CheckpointActorSpec : VirtualTimeSpec
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly RecordedJournal _journal = new();
    private readonly FaultyStorage _disk;
    private long _recorded;

    public CheckpointActorSpec() => _disk = new FaultyStorage(_journal.Folder.Root);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _journal.Dispose();
    }

    [Fact]
    public void By_the_clock_one_is_made_if_there_are_new_events()
    {
        var actor = Start();
        Record(2);
        Time.Advance(Interval);
        AwaitCount(actor, 1);

        Time.Advance(Interval);
        Time.Advance(Interval);
        Record(1);
        Time.Advance(Interval);
        AwaitCount(actor, 2);

        Assert.Equal(["auto", "auto"], Checkpoints(actor).Select(checkpoint => checkpoint.Label));
        Assert.Equal(Lines(_journal.Folder), CheckpointedLines(_journal.Folder));
    }

    [Fact]
    public void One_that_is_asked_for_is_made_at_once_and_its_facts_are_the_answer()
    {
        var actor = Start();
        Record(2);

        actor.Tell(new MakeCheckpoint("before-release"), TestActor);

        var made = ExpectMsg<CheckpointMade>();
        Assert.True(made.IsNew);
        Assert.Equal(("before-release", 1L, 2L), (made.Checkpoint!.Label, made.Checkpoint.FirstSequence, made.Checkpoint.LastSequence));
        actor.Tell(new MakeCheckpoint("again"), TestActor);
        Assert.Equal(new CheckpointMade(false, made.Checkpoint), Plain(ExpectMsg<CheckpointMade>()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc")]
    [InlineData("a b")]
    [InlineData("label\n")]
    public void What_cannot_be_part_of_a_name_is_refused(string label)
    {
        var actor = Start();

        actor.Tell(new MakeCheckpoint(label), TestActor);

        Assert.Contains("is no label", ExpectMsg<Refused>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_events_there_were_before_the_node_started_are_in_the_first_one_too()
    {
        _journal.Commit(3);
        var actor = Start(lastSequence: 3);
        Time.Advance(Interval);

        AwaitCount(actor, 1);
        Assert.Equal(Lines(_journal.Folder), CheckpointedLines(_journal.Folder));
    }

    [Fact]
    public void At_the_end_the_last_one_is_made_and_every_twin_that_is_missing()
    {
        var actor = Start();
        Record(2);
        actor.Tell(new MakeCheckpoint("first"), TestActor);
        ExpectMsg<CheckpointMade>();
        Record(1);

        actor.Tell(Finish.Instance, TestActor);

        Assert.Null(ExpectMsg<Finished>().Error);
        Assert.Equal(["first", "shutdown"], Checkpoints(actor).Select(checkpoint => checkpoint.Label));
        Assert.All(Checkpoints(actor), checkpoint =>
            Assert.Null(CheckpointCheck.FaultOfRows(CheckpointFile.ParquetPathOf(_journal.Folder, checkpoint.CheckpointId), checkpoint)));
    }

    [Fact]
    public void Where_twins_are_switched_off_there_are_none()
    {
        var actor = Start(parquet: null);
        Record(2);

        actor.Tell(Finish.Instance, TestActor);

        ExpectMsg<Finished>();
        Assert.Empty(Directory.EnumerateFiles(_journal.Folder.Checkpoints, "*.parquet"));
    }

    [Fact]
    public void A_full_disk_is_said_in_the_status_and_tried_again()
    {
        var actor = Start();
        Record(2);
        _disk.Next = request => request.Operation == DiskOperation.Write ? Fault.Full(10) : null;

        actor.Tell(new MakeCheckpoint("now"), TestActor);

        Assert.Contains("No space left", ExpectMsg<Refused>().Reason, StringComparison.Ordinal);
        AwaitAssert(() => Assert.Contains("No space left", StatusOf(actor).Error, StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(_journal.Folder.Checkpoints));
        Time.Advance(TimeSpan.FromSeconds(10));
        AwaitAssert(() => Assert.Contains("No space left", StatusOf(actor).Error, StringComparison.Ordinal));

        _disk.Next = Faults.None;
        AwaitAssert(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(10));
            Assert.Null(StatusOf(actor).Error);
        });
        AwaitCount(actor, 1);
    }

    [Fact]
    public void A_twin_that_cannot_be_made_is_said_in_the_status_and_tried_again()
    {
        var actor = Start();
        Record(2);
        _disk.Next = request => request.Operation == DiskOperation.Flush && request.Path.Contains(".parquet", StringComparison.Ordinal)
            ? Fault.Broken
            : null;

        actor.Tell(new MakeCheckpoint("now"), TestActor);

        ExpectMsg<CheckpointMade>();
        AwaitAssert(() => Assert.Contains("Input/output error", StatusOf(actor).Error, StringComparison.Ordinal));
        Assert.Equal(1, StatusOf(actor).WithoutParquet);
        _disk.Next = Faults.None;
        AwaitAssert(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal((null, 0), (StatusOf(actor).Error, StatusOf(actor).WithoutParquet));
        });
    }

    [Fact]
    public void A_checkpoint_that_can_have_no_twin_is_said_and_does_not_keep_the_others_from_theirs()
    {
        _journal.Commit(1);
        var unfit = Assert.Single(_journal.Checkpoint("unfit"));
        var path = CheckpointFile.PathOf(_journal.Folder, unfit.CheckpointId);
        var bytes = File.ReadAllBytes(path);
        bytes[^10] = 0xFF; // not UTF-8
        File.Delete(path);
        File.WriteAllBytes(path, bytes);
        _journal.Commit(1);
        var fit = Assert.Single(_journal.Checkpoint("fit"));

        var actor = Start(lastSequence: 2);

        AwaitAssert(() => Assert.Contains("is not UTF-8", StatusOf(actor).Error, StringComparison.Ordinal));
        AwaitAssert(() => Assert.True(File.Exists(CheckpointFile.ParquetPathOf(_journal.Folder, fit.CheckpointId))));
        Assert.Equal(1, StatusOf(actor).WithoutParquet);
    }

    [Fact]
    public void The_status_tells_what_there_is_and_what_is_new()
    {
        var actor = Start();
        Record(2);
        actor.Tell(new MakeCheckpoint("now"), TestActor);
        var made = ExpectMsg<CheckpointMade>();
        Record(3);

        AwaitAssert(() => Assert.Equal(3, StatusOf(actor).NewEvents));
        Assert.Equal((1, made.Checkpoint!.CheckpointId), (StatusOf(actor).Count, StatusOf(actor).Last!.CheckpointId));
        Assert.NotNull(StatusOf(actor).NextAt);
    }

    private static CheckpointMade Plain(CheckpointMade made) => made with { Checkpoint = made.Checkpoint! with { ParquetSha256 = null } };

    private IActorRef Start(long lastSequence = 0, ParquetCompression? parquet = ParquetCompression.Gzip)
    {
        _recorded = lastSequence;
        var journal = CreateTestProbe();
        var (journalRef, settings) = (journal.Ref, new CheckpointSettings(_journal.Folder, Interval, parquet, TimeSpan.Zero, _disk));
        var actor = Sys.ActorOf(Props.Create(() => new CheckpointActor(settings, journalRef, TimeProvider.System, NullLogger.Instance)));
        journal.ExpectMsg<JournalProtocol.GetJournalStatus>();
        journal.Reply(JournalSnapshots.Of(_journal.Folder.Session, lastSequence, DurableEnd.Of(_journal.Folder).Offset));
        return actor;
    }

    private void Record(int events)
    {
        _journal.Commit(events);
        _recorded += events;
        Sys.EventStream.Publish(new JournalProtocol.BlockCommitted(
            DurableEnd.Of(_journal.Folder), _recorded - events + 1, _recorded, 100));
    }

    private IReadOnlyList<CheckpointFacts> Checkpoints(IActorRef actor)
    {
        actor.Tell(GetCheckpoints.Instance, TestActor);
        return ExpectMsg<CheckpointList>().Checkpoints;
    }

    private CheckpointsStatus StatusOf(IActorRef actor)
    {
        actor.Tell(GetCheckpointsStatus.Instance, TestActor);
        return ExpectMsg<CheckpointsStatus>();
    }

    private void AwaitCount(IActorRef actor, int count) => AwaitAssert(() => Assert.Equal(count, Checkpoints(actor).Count));
}

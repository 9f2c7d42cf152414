using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Analytics;
using Tapedeck.Client;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Tests.Actors;
using Tapedeck.Tests.Journal;
using Tapedeck.Tests.Support;
using static Tapedeck.Analytics.AnalyticsProtocol;

namespace Tapedeck.Tests.Analytics;

public sealed class AnalyticsActorSpec : VirtualTimeSpec
{
    private readonly RecordedJournal _journal = new();
    private readonly ManualTime _clock = new();
    private long _recorded;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _journal.Dispose();
    }

    [Fact]
    public void Reports_on_what_was_there_and_on_what_came_since()
    {
        _journal.Commit(3);
        var actor = Start(recorded: 3);
        Assert.Equal((3L, 3L), Counted(actor));

        Record(2);
        AwaitAssert(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal((5L, 5L), Counted(actor));
        });
    }

    [Fact]
    public void A_report_with_a_filter_is_read_from_the_journal()
    {
        _journal.Commit(3);
        _journal.Commit(2, from: "gemini_cli");
        var actor = Start(recorded: 5);

        actor.Tell(new MakeReport(new EventFilter { Speaker = "gemini_cli" }), TestActor);

        var made = ExpectMsg<ReportMade>();
        Assert.Equal((5L, 2L, 1L), (made.LastSequence, made.Report.TotalItems, made.Report.Distinct["speakers"]));
        Assert.Null(made.Report.Deliveries);
    }

    [Fact]
    public void Alerts_are_told_the_scores_and_who_was_heard_when()
    {
        _journal.Commit(3);
        var actor = Start(recorded: 3);

        actor.Tell(GetFacts.Instance, TestActor);

        var facts = ExpectMsg<AnalyticsFacts>();
        Assert.Equal((3L, 3L, 0L, "claude_code"), (facts.LastSequence, facts.Events, facts.Undelivered, Assert.Single(facts.Heard).Speaker));
        Assert.InRange(facts.Score, 1, 100);
    }

    [Fact]
    public void At_the_end_the_rest_is_tallied_and_saved_for_the_next_start()
    {
        var actor = Start(recorded: 0);
        Record(4);

        actor.Tell(Finish.Instance, TestActor);

        Assert.Null(ExpectMsg<Finished>().Error);
        using var next = AnalyticsSnapshot.Open(_journal.Folder, TimeSpan.Zero, DurableEnd.Of(_journal.Folder));
        Assert.Equal(4, next.LastSequence);
    }

    [Fact]
    public void What_cannot_be_read_is_said_and_tried_again()
    {
        _journal.Commit(3);
        var end = DurableEnd.Of(_journal.Folder);
        File.Move(_journal.Folder.Index, _journal.Folder.Index + ".away");
        var actor = Start(recorded: 3, end);

        actor.Tell(new MakeReport(Filter: null), TestActor);
        Assert.Contains("run tapedeck recover", ExpectMsg<NodeProtocol.Refused>().Reason, StringComparison.Ordinal);

        actor.Tell(new MakeReport(Filter: null), TestActor);
        ExpectMsg<NodeProtocol.Refused>();

        File.Move(_journal.Folder.Index + ".away", _journal.Folder.Index);
        Assert.Equal((3L, 3L), Counted(actor));
    }

    [Fact]
    public void What_nobody_asks_for_is_read_all_the_same()
    {
        _journal.Commit(3);
        Start(recorded: 3);
        Record(1);

        AwaitAssert(() =>
        {
            _clock.Advance(TimeSpan.FromMinutes(5));
            Time.Advance(TimeSpan.FromSeconds(5));
            Sys.EventStream.Publish(new JournalProtocol.BlockCommitted(DurableEnd.Of(_journal.Folder), 4, 4, 100));
            using var next = AnalyticsSnapshot.Open(_journal.Folder, TimeSpan.Zero, DurableEnd.Of(_journal.Folder));
            Assert.Equal(4, next.LastSequence);
        });
    }

    private IActorRef Start(long recorded, JournalPosition? end = null)
    {
        _recorded = recorded;
        var journal = CreateTestProbe();
        var (journalRef, folder, clock) = (journal.Ref, _journal.Folder, _clock);
        var actor = Sys.ActorOf(Props.Create(() => new AnalyticsActor(folder, TimeSpan.Zero, journalRef, clock, NullLogger.Instance)));
        journal.ExpectMsg<JournalProtocol.GetJournalStatus>();
        journal.Reply(JournalSnapshots.Of(_journal.Folder.Session, recorded, (end ?? DurableEnd.Of(_journal.Folder)).Offset));
        return actor;
    }

    private void Record(int events)
    {
        _journal.Commit(events);
        _recorded += events;
        Sys.EventStream.Publish(new JournalProtocol.BlockCommitted(
            DurableEnd.Of(_journal.Folder), _recorded - events + 1, _recorded, 100));
    }

    private (long Items, long LastSequence) Counted(IActorRef actor)
    {
        actor.Tell(new MakeReport(Filter: null), TestActor);
        var made = ExpectMsg<ReportMade>();
        return (made.Report.TotalItems, made.LastSequence);
    }
}

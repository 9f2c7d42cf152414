using Tapedeck.Client;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;
using Tapedeck.Tests.Journal;
using Tapedeck.Tests.Support;
using static Tapedeck.Client.NodeProtocol;

namespace Tapedeck.Tests.Query;

public sealed class QueryActorSpec : TestKit
{
    private readonly TempFolder _folder = new();
    private readonly string _session;

    public QueryActorSpec() => _session = _folder.File("current_session.jsonl");

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    [Fact]
    public void Events_that_are_not_durable_yet_are_not_shown()
    {
        var first = Line(1);
        File.WriteAllText(_session, first + Line(2));
        var actor = Actor(durableLength: first.Length);

        Assert.Equal(["m1"], Ids(Ask(actor, limit: 10)));

        Sys.EventStream.Publish(new JournalProtocol.BlockCommitted(
            new JournalPosition(1, first.Length + Line(2).Length), 2, 2, Line(2).Length));
        AwaitAssert(() => Assert.Equal(["m1", "m2"], Ids(Ask(actor, limit: 10))));
    }

    [Fact]
    public void A_question_before_the_journal_has_answered_waits()
    {
        File.WriteAllText(_session, Line(1));
        var journal = CreateTestProbe();
        var journalRef = journal.Ref;
        var folder = new JournalFolder(_folder.Path);
        var actor = Sys.ActorOf(Props.Create(() => new QueryActor(folder, TimeSpan.Zero, journalRef)));
        actor.Tell(new QueryEvents(new EventFilter(), 1, null), TestActor);
        journal.ExpectMsg<JournalProtocol.GetJournalStatus>();

        journal.Reply(JournalSnapshots.Of(_session, lastSequence: 1, bytes: Line(1).Length));

        Assert.Equal(["m1"], Ids(ExpectMsg<EventPage>()));
    }

    [Fact]
    public void Pages_follow_each_other_by_their_cursor_without_gap_or_repetition()
    {
        File.WriteAllText(_session, string.Concat(Enumerable.Range(1, 1000).Select(Line)));
        var actor = Actor();

        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = Ask(actor, limit: 7, cursor);
            Assert.InRange(page.Lines.Count, 0, 7);
            found.AddRange(Ids(page));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(1, 1000).Select(i => $"m{i}"), found);
    }

    [Fact]
    public void A_page_stays_small_however_many_events_there_are()
    {
        File.WriteAllText(_session, string.Concat(Enumerable.Range(1, 10_000).Select(Line)));

        var page = Ask(Actor(), limit: int.MaxValue);

        Assert.NotNull(page.Next);
        Assert.InRange(page.Lines.Sum(line => line.Length), 1, 80_000);
    }

    [Fact]
    public void A_line_that_no_answer_can_carry_is_refused_by_name()
    {
        File.WriteAllText(_session, $$"""{"Id":"huge","Message":"{{new string('x', 9_000_000)}}"}""" + "\n");
        var actor = Actor();

        actor.Tell(new QueryEvents(new EventFilter(), 1, null), TestActor);

        Assert.Contains("huge", ExpectMsg<Refused>(TimeSpan.FromSeconds(10)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_cursor_is_refused()
    {
        File.WriteAllText(_session, Line(1));

        Actor().Tell(new QueryEvents(new EventFilter(), 1, "-1"), TestActor);

        Assert.Contains("no cursor", ExpectMsg<Refused>().Reason, StringComparison.Ordinal);
    }

    private IActorRef Actor(long? durableLength = null)
    {
        var journal = CreateTestProbe();
        var journalRef = journal.Ref;
        var folder = new JournalFolder(_folder.Path);
        var actor = Sys.ActorOf(Props.Create(() => new QueryActor(folder, TimeSpan.Zero, journalRef)));
        journal.ExpectMsg<JournalProtocol.GetJournalStatus>();
        journal.Reply(JournalSnapshots.Of(
            _session, lastSequence: 0, bytes: durableLength ?? new FileInfo(_session).Length));
        return actor;
    }

    private EventPage Ask(IActorRef actor, int limit, string? cursor = null)
    {
        actor.Tell(new QueryEvents(new EventFilter(), limit, cursor), TestActor);
        return ExpectMsg<EventPage>();
    }

    private static string Line(int number) => $$"""{"Id":"m{{number}}","Message":"{}"}""" + "\n";

    private static IEnumerable<string> Ids(EventPage page) =>
        page.Lines.Select(line => RecordedEvent.Parse(line.Span).Id);
}

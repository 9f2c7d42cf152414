using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Analytics;
using Tapedeck.Client;
using Tapedeck.Configuration;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Tests.Actors;
using Tapedeck.Tests.Journal;
using Tapedeck.Tests.Support;
using static Tapedeck.Analytics.AnalyticsProtocol;

namespace Tapedeck.Tests.Analytics;

/// <summary>It is 2026-11-22T09:00:00Z when each begins.</summary>
public sealed class ReportScheduleActorSpec : VirtualTimeSpec
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTime _clock = new();
    private readonly TempFolder _temp = new();
    private readonly TestProbe _analytics;

    public ReportScheduleActorSpec() => _analytics = CreateTestProbe();

    private string Folder => _temp.File("reports");

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _temp.Dispose();
    }

    [Fact]
    public void At_every_interval_one_of_all_events_is_made_if_there_are_new_ones()
    {
        var actor = Start(interval: Interval);
        Pass(Interval);
        _analytics.ExpectNoMsg(TimeSpan.FromMilliseconds(50)); // nothing is recorded yet

        Record(1, 3);
        Pass(Interval);
        Assert.Null(_analytics.ExpectMsg<MakeReport>().Filter);
        _analytics.Reply(new ReportMade(SomeReport.Report, 3));
        AwaitAssert(() => Assert.Equal(Path.Combine(Folder, "analytics_report_20261122_090500"), StatusOf(actor).LastPath));
        Assert.Equal(["analytics_report_20261122_090500.json", "analytics_report_20261122_090500.md"], Files());
        Assert.Equal((_clock.GetUtcNow(), _clock.GetUtcNow() + Interval), (StatusOf(actor).LastAt, StatusOf(actor).NextAt));

        Pass(Interval);
        _analytics.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Record(4, 4);
        Pass(Interval);
        _analytics.ExpectMsg<MakeReport>();
    }

    [Fact]
    public void Events_that_were_there_before_the_node_started_are_new_to_the_first()
    {
        Start(interval: Interval, lastSequence: 7);

        Pass(Interval);

        _analytics.ExpectMsg<MakeReport>();
    }

    [Fact]
    public void Behind_a_days_end_one_of_that_day_is_made_and_its_files_say_so()
    {
        var actor = Start(daily: TimeOnly.MinValue);
        AnswerDay("2026-11-21", events: false);

        Pass(TimeSpan.FromHours(15));
        AnswerDay("2026-11-22");
        AwaitAssert(() => Assert.Equal(
            ["analytics_report_20261122_090500_day_2026-11-22.json", "analytics_report_20261122_090500_day_2026-11-22.md"], Files()));

        Pass(TimeSpan.FromDays(1));
        AnswerDay("2026-11-23");
        AwaitAssert(() => Assert.Equal(4, Files().Count));
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero), StatusOf(actor).NextAt);
    }

    [Fact]
    public void A_day_that_has_a_report_already_gets_no_other()
    {
        ReportFiles.Write(SomeReport.Report, Folder, ReportDays.FileName(SomeReport.Report, new DateOnly(2026, 11, 21)), ReportFormats.Html);

        Start(daily: TimeOnly.MinValue);
        Pass(TimeSpan.FromHours(15));

        AnswerDay("2026-11-22");
    }

    [Fact]
    public void A_day_without_events_gets_none()
    {
        var actor = Start(daily: TimeOnly.MinValue);

        AnswerDay("2026-11-21", events: false);
        Pass(TimeSpan.FromHours(15));
        AnswerDay("2026-11-22", events: false);
        Pass(TimeSpan.FromDays(1));
        _analytics.ExpectMsg<MakeReport>();

        Assert.Empty(Files());
        Assert.Equal((null, null), (StatusOf(actor).LastPath, StatusOf(actor).Error));
    }

    [Fact]
    public void Before_its_time_of_day_the_day_before_yesterday_is_the_last_that_is_due()
    {
        Start(daily: new TimeOnly(10, 30));

        AnswerDay("2026-11-20", events: false);
        Pass(TimeSpan.FromMinutes(90));
        AnswerDay("2026-11-21", events: false);
    }

    [Fact]
    public void What_cannot_be_written_is_said_in_the_status_and_tried_again()
    {
        File.WriteAllText(Folder, "in the folder's place");
        var actor = Start(interval: Interval, lastSequence: 1);
        Pass(Interval);
        _analytics.ExpectMsg<MakeReport>();
        _analytics.Reply(new ReportMade(SomeReport.Report, 1));
        AwaitAssert(() => Assert.Contains("reports", StatusOf(actor).Error, StringComparison.Ordinal));

        File.Delete(Folder);
        Pass(Minute);
        _analytics.ExpectMsg<MakeReport>();
        _analytics.Reply(new ReportMade(SomeReport.Report, 1));

        AwaitAssert(() => Assert.Null(StatusOf(actor).Error));
        Assert.Equal(2, Files().Count);
    }

    [Fact]
    public void One_that_is_refused_is_asked_for_again()
    {
        var actor = Start(interval: Interval, lastSequence: 1);
        Pass(Interval);
        _analytics.ExpectMsg<MakeReport>();
        _analytics.Reply(new NodeProtocol.Refused("the journal cannot be read"));
        AwaitAssert(() => Assert.Equal("the journal cannot be read", StatusOf(actor).Error));

        Pass(Minute);

        _analytics.ExpectMsg<MakeReport>();
    }

    [Fact]
    public void The_end_waits_for_no_answer()
    {
        var actor = Start(interval: Interval, lastSequence: 1);
        Pass(Interval);
        _analytics.ExpectMsg<MakeReport>();

        Watch(actor);
        Sys.Stop(actor);

        ExpectTerminated(actor, TimeSpan.FromSeconds(3));
    }

    private void AnswerDay(string day, bool events = true)
    {
        var filter = _analytics.ExpectMsg<MakeReport>().Filter;
        Assert.Equal(ReportDays.EventsOf(DateOnly.ParseExact(day, "yyyy-MM-dd", null)), filter);
        _analytics.Reply(new ReportMade(events ? SomeReport.Report : SomeReport.Report with { TotalItems = 0 }, 1));
    }

    private IActorRef Start(TimeSpan interval = default, TimeOnly? daily = null, long lastSequence = 0)
    {
        var journal = CreateTestProbe();
        var (journalRef, analytics, clock) = (journal.Ref, _analytics.Ref, _clock);
        var settings = new ReportSettings(Folder, ReportFormats.Json | ReportFormats.Markdown, interval, daily);
        var actor = Sys.ActorOf(Props.Create(() => new ReportScheduleActor(settings, journalRef, analytics, clock, NullLogger.Instance)));
        journal.ExpectMsg<JournalProtocol.GetJournalStatus>();
        journal.Reply(JournalSnapshots.Of("session", lastSequence, 0));
        StatusOf(actor); // it has taken that
        return actor;
    }

    private void Record(long first, long last) =>
        Sys.EventStream.Publish(new JournalProtocol.BlockCommitted(new JournalPosition(1, 100 * last), first, last, 100));

    private void Pass(TimeSpan time)
    {
        _clock.Advance(time);
        Time.Advance(time);
    }

    private List<string> Files() =>
        Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];

    private ReportsStatus StatusOf(IActorRef actor)
    {
        actor.Tell(ReportScheduleProtocol.GetReportsStatus.Instance, TestActor);
        return ExpectMsg<ReportsStatus>();
    }
}

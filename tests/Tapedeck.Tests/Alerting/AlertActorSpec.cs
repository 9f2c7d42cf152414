using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Alerting;
using Tapedeck.Analytics;
using Tapedeck.Client;
using Tapedeck.Journal;
using Tapedeck.Tests.Actors;
using Tapedeck.Tests.Journal;
using Tapedeck.Tests.Journal.Storage;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Alerting;

public sealed class AlertActorSpec : VirtualTimeSpec
{
    private static readonly AlertSettings AtOnce = SomeAlerts.Settings with { Hold = TimeSpan.Zero, DiskBelow = 0, Silence = TimeSpan.Zero };

    private readonly TempFolder _temp = new();
    private readonly FaultyStorage _disk;
    private string? _journalError;
    private double _score = 100;

    public AlertActorSpec() => _disk = new FaultyStorage(_temp.Path);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _temp.Dispose();
    }

    [Fact]
    public void What_begins_and_ends_is_in_the_file_and_in_the_status()
    {
        var actor = Start();
        _journalError = "No space left on device";
        AwaitActive(actor, "capture");

        _journalError = null;
        AwaitActive(actor);

        AwaitAssert(() => Assert.Equal(["raised capture", "resolved capture"], Lines()));
    }

    [Fact]
    public void What_is_wrong_is_noticed_once_across_a_restart()
    {
        var actor = Start();
        _score = 10;
        AwaitActive(actor, "score");
        AwaitAssert(() => Assert.Equal(["raised score"], Lines()));
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);

        var next = Start();

        Assert.Equal("score", Assert.Single(StatusOf(next).Active).Rule);
        Time.Advance(AtOnce.Interval);
        _score = 100;
        AwaitActive(next);
        AwaitAssert(() => Assert.Equal(["raised score", "resolved score"], Lines()));
    }

    [Fact]
    public void What_cannot_be_written_is_said_and_written_later()
    {
        var actor = Start();
        _disk.Next = request => request.Operation == DiskOperation.Write ? Fault.Full(10) : null;
        _journalError = "No space left on device";
        AwaitActive(actor, "capture");
        AwaitAssert(() => Assert.Contains("No space left", StatusOf(actor).Error, StringComparison.Ordinal));
        Assert.Equal(1, StatusOf(actor).Unwritten);

        _disk.Next = Faults.None;
        AwaitAssert(() =>
        {
            Time.Advance(AtOnce.Interval);
            Assert.Equal((null, 0), (StatusOf(actor).Error, StatusOf(actor).Unwritten));
        });
        Assert.Equal(["raised capture"], Lines());
    }

    private IActorRef Start()
    {
        var answers = Sys.ActorOf(Props.Create(() => new Answers(() => _journalError, () => _score)));
        var (settings, folder) = (AtOnce, new JournalFolder(_temp.Path));
        var probe = new AlertProbe(folder, answers, [], answers, TimeProvider.System);
        var file = new AlertFile(folder.Alerts, _disk);
        return Sys.ActorOf(Props.Create(() => new AlertActor(settings, probe, file, TimeProvider.System, NullLogger.Instance)));
    }

    private void AwaitActive(IActorRef actor, params string[] rules) => AwaitAssert(() =>
    {
        Time.Advance(AtOnce.Interval);
        Assert.Equal(rules, StatusOf(actor).Active.Select(alert => alert.Rule));
    });

    private AlertsStatus StatusOf(IActorRef actor)
    {
        actor.Tell(AlertProtocol.GetAlertsStatus.Instance, TestActor);
        return ExpectMsg<AlertsStatus>();
    }

    private IEnumerable<string> Lines() => File.Exists(_temp.File("alerts.jsonl"))
        ? File.ReadAllLines(_temp.File("alerts.jsonl")).Select(line => JsonElement.Parse(line))
            .Select(notice => $"{notice.GetProperty("state").GetString()} {notice.GetProperty("rule").GetString()}")
        : [];

    private sealed class Answers : ReceiveActor
    {
        public Answers(Func<string?> journalError, Func<double> score)
        {
            Receive<JournalProtocol.GetJournalStatus>(_ => Sender.Tell(JournalSnapshots.Of("session", 1, 1, journalError())));
            Receive<AnalyticsProtocol.GetFacts>(_ => Sender.Tell(SomeAlerts.Analytics with { Score = score() }));
        }
    }
}

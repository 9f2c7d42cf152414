using Tapedeck.Alerting;
using Tapedeck.Analytics;
using Tapedeck.Checkpointing;
using Tapedeck.Client;
using Tapedeck.Ingest;
using Tapedeck.Journal;
using Tapedeck.Runtimes;
using Tapedeck.Security;

namespace Tapedeck.Monitoring;

/// <summary>Answers for the node: asks the journal and every reader, and adds the rate of the last seconds.</summary>
internal sealed class StatusActor : ReceiveActor, IWithTimers
{
    private sealed record Sample
    {
        public static readonly Sample Instance = new();
    }

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    private readonly string _node;
    private readonly IActorRef _journal;
    private readonly IReadOnlyList<IActorRef> _readers;
    private readonly IActorRef _checkpoints;
    private readonly IActorRef? _alerts;
    private readonly IActorRef? _reports;
    private readonly IActorRef? _zap;
    private readonly bool _isMasking;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _startedAt;
    private readonly EventRate _rate = new();
    private long _committed;

    public StatusActor(
        string node, IActorRef journal, IReadOnlyList<IActorRef> readers, IActorRef checkpoints, IActorRef? alerts,
        IActorRef? reports, IActorRef? zap, bool isMasking, TimeProvider time)
    {
        (_node, _journal, _readers, _checkpoints, _alerts, _reports, _zap, _isMasking, _time) =
            (node, journal, readers, checkpoints, alerts, reports, zap, isMasking, time);
        _startedAt = time.GetUtcNow();

        Receive<JournalProtocol.BlockCommitted>(block => _committed += block.Count);
        Receive<Sample>(_ => _rate.Add(_committed));
        Receive<NodeProtocol.GetStatus>(_ => Gather().PipeTo(Sender, Self));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private async Task<StatusSnapshot> Gather()
    {
        var eventsPerSecond = _rate.PerSecond;
        var journal = _journal.Ask<JournalProtocol.JournalSnapshot>(JournalProtocol.GetJournalStatus.Instance, AnswerWithin);
        var readers = await Task.WhenAll(_readers.Select(reader =>
            reader.Ask<IngestProtocol.ReaderSnapshot>(IngestProtocol.GetReaderStatus.Instance, AnswerWithin)));
        var keys = _zap is null
            ? null
            : await _zap.Ask<ZapProtocol.ZapSnapshot>(ZapProtocol.GetZapStatus.Instance, AnswerWithin);
        var checkpoints = await _checkpoints.Ask<CheckpointsStatus>(
            CheckpointProtocol.GetCheckpointsStatus.Instance, AnswerWithin);
        var alerts = _alerts is null
            ? null
            : await _alerts.Ask<AlertsStatus>(AlertProtocol.GetAlertsStatus.Instance, AnswerWithin);
        var reports = _reports is null
            ? null
            : await _reports.Ask<ReportsStatus>(ReportScheduleProtocol.GetReportsStatus.Instance, AnswerWithin);
        return Describe(await journal, readers, checkpoints, alerts, reports, keys, eventsPerSecond);
    }

    private StatusSnapshot Describe(
        JournalProtocol.JournalSnapshot journal, IngestProtocol.ReaderSnapshot[] readers, CheckpointsStatus checkpoints,
        AlertsStatus? alerts, ReportsStatus? reports, ZapProtocol.ZapSnapshot? keys, double eventsPerSecond)
    {
        var reason = journal.Error ?? readers.FirstOrDefault(reader => reader.Error is not null)?.Error;
        return new StatusSnapshot(
            _node, ActorSystemHost.Runtime, State: reason is null ? "recording" : "stopped", reason,
            _startedAt, (_time.GetUtcNow() - _startedAt).TotalSeconds, eventsPerSecond,
            new JournalStatus(
                journal.Path, journal.End.Session, journal.LastSequence, journal.End.Offset, journal.Durability, journal.ChainHead,
                journal.Counts.Events, journal.Counts.Deliveries,
                journal.Counts.IdCollisions, journal.Counts.Resends, journal.Counts.Quarantined,
                journal.Counts.UnknownSpeakers, journal.Counts.EmptyTexts, journal.Counts.Blocks, journal.LastCommitAt),
            new ProducersStatus(
                journal.Producers,
                [.. journal.Gaps.Select(gaps => new ProducerStatus(gaps.Producer, gaps.LastNumber, gaps.Missing, gaps.Ranges))]),
            [.. readers.Select(reader => new SocketStatus(
                reader.Name, reader.Endpoint, reader.Received, reader.ReceivedBytes, reader.InFlightBytes,
                reader.InFlightLimit, reader.Refused, reader.Missed))],
            checkpoints,
            alerts,
            reports,
            keys is null ? null : new KeysStatus(keys.Accepted, keys.Refused, keys.LastRefusal),
            _isMasking
                ? new MaskedStatus(
                    journal.Counts.MaskedApiKeys, journal.Counts.MaskedBearerTokens, journal.Counts.MaskedPrivateKeys,
                    journal.Counts.MaskedEmails)
                : null);
    }

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(JournalProtocol.BlockCommitted));
        Timers.StartPeriodicTimer(nameof(Sample), Sample.Instance, EventRate.SampleInterval);
    }
}

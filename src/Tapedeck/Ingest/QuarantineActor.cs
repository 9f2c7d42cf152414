using Tapedeck.Journal;
using Tapedeck.Query;
using static Tapedeck.Client.NodeProtocol;
using static Tapedeck.Ingest.IngestProtocol;

namespace Tapedeck.Ingest;

/// <summary>
/// Feeds frames back from the quarantine, as a producer whose numbers are the lines there: so each becomes an event once,
/// however often it is tried, and what is still no message keeps its line. One retry runs at a time.
/// </summary>
internal sealed class QuarantineActor : ReceiveActor, IWithUnboundedStash
{
    /// <summary>Records on their way to the journal at a time.</summary>
    private const int MostInFlight = 64;

    private readonly string _quarantine;
    private readonly IActorRef _enrichers;
    private readonly IActorRef _journal;
    private readonly StreamId _stream = StreamId.Next();
    private readonly ProducerConnection _self = new([], ProducerLedger.Quarantine, TimeProvider.System);
    private readonly List<QuarantineRejection> _rejected = [];
    private IActorRef _asker = ActorRefs.Nobody;
    private RetryQuarantine _request = new(Line: null, Frame: null);
    private QuarantineReader? _records;
    private JournalProtocol.NumbersSnapshot _recorded = new(0, []);
    private long _nextBatch;
    private int _inFlight;
    private int _retried;
    private int _already;

    public QuarantineActor(JournalFolder folder, IActorRef enrichers, IActorRef journal)
    {
        (_quarantine, _enrichers, _journal) = (folder.Quarantine, enrichers, journal);
        Become(Idle);
    }

    public IStash Stash { get; set; } = null!;

    private void Idle() => Receive<RetryQuarantine>(request =>
    {
        (_request, _asker) = (request, Sender);
        (_retried, _already) = (0, 0);
        _rejected.Clear();
        _records = new QuarantineReader(_quarantine);
        _journal.Tell(new JournalProtocol.GetNumbers(ProducerLedger.Quarantine));
        Become(Retrying);
    });

    private void Retrying()
    {
        Receive<JournalProtocol.NumbersSnapshot>(recorded =>
        {
            _recorded = recorded;
            SendMore();
        });
        Receive<BatchDurable>(durable =>
        {
            _inFlight--;
            foreach (var answer in durable.Acknowledgements)
                Count(answer);
            SendMore();
        });
        Receive<RetryQuarantine>(_ => Stash.Stash());
    }

    private void SendMore()
    {
        while (_records is not null && _inFlight < MostInFlight)
        {
            if (!_records.TryRead(out var record) || record.Line > _request.Line)
            {
                _records.Dispose();
                _records = null;
            }
            else if (_request.Line is null || record.Line == _request.Line)
            {
                Retry(record);
            }
        }

        if (_records is null && _inFlight == 0)
            Finish();
    }

    private void Retry(QuarantineRecord record)
    {
        if (_recorded.Has(record.Line))
            _already++;
        else if (_request.Frame is null && record.Frame is null)
            _rejected.Add(new QuarantineRejection(record.Line, "only its head was kept"));
        else if (_request.Frame is null && record.Parts > 2)
            _rejected.Add(new QuarantineRejection(record.Line, $"{record.Parts} message parts were joined: give the message itself"));
        else
            Send(record, _request.Frame ?? record.Frame!);
    }

    private void Send(QuarantineRecord record, byte[] frame)
    {
        var batch = new FrameBatch(Self, _stream, _nextBatch++, record.Source, record.ReceivedAt);
        batch.Add(record.Topic, frame, new ProducerRequest(_self, record.Line), long.MaxValue);
        _inFlight++;
        _enrichers.Tell(batch);
    }

    private void Count(in Acknowledgement answer)
    {
        if (answer.Kind != AcknowledgementKind.Stored)
            _rejected.Add(new QuarantineRejection(answer.Number, answer.Text!));
        else if (answer.Sequence == 0)
            _already++;
        else
            _retried++;
    }

    private void Finish()
    {
        if (_request.Line is { } line && _retried + _already + _rejected.Count == 0)
            _rejected.Add(new QuarantineRejection(line, "there is no such line in the quarantine"));
        _asker.Tell(new QuarantineRetried(_retried, _already, [.. _rejected.OrderBy(rejection => rejection.Line)]));
        Become(Idle);
        Stash.UnstashAll();
    }

    protected override void PostStop() => _records?.Dispose();
}

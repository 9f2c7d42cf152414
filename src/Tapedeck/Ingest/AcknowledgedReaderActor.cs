using Microsoft.Extensions.Logging;
using Tapedeck.Configuration;
using Tapedeck.Journal;
using Tapedeck.Security;
using Tapedeck.ZeroMQ;
using static Tapedeck.Ingest.IngestProtocol;

namespace Tapedeck.Ingest;

/// <summary>
/// Reads the acknowledged port, a ROUTER: greets producers, sends what they record on to the enrichers, and answers once the
/// journal says what became of it. The protocol is that of docs/wire-format.md.
/// </summary>
internal sealed class AcknowledgedReaderActor(
    AcknowledgedReaderSettings settings, ZmqContext context, SocketSecurity? security, IActorRef enrichers,
    ReaderCounters counters, TimeProvider time, ILogger log)
    : ReaderActor("acknowledged", settings.MaxMessageSize, settings.InFlightLimit, enrichers, counters, time, log)
{
    private const int MostParts = 5; // routing id, verb, number, topic, payload

    /// <summary>Messages that are queued for each producer, in and out.</summary>
    private const int HighWaterMark = 10_000;

    /// <summary>While producers wait for an answer, the mailbox that brings it is looked at this often.</summary>
    private static readonly TimeSpan AnswerWait = TimeSpan.FromMilliseconds(1);

    private readonly ProducerConnections _connections = new();
    private readonly ZmqMessage[] _parts = [.. Enumerable.Range(0, MostParts).Select(_ => new ZmqMessage())];
    private ZmqSocket? _router;
    private ProducerAnswers? _answers;
    private readonly RateLimit _lookedAround = new(burst: 1, perSecond: 0.1, time);
    private readonly RateLimit _logged = new(burst: 10, perSecond: 1, time);

    protected override IReadOnlyList<BoundEndpoint> Endpoints => [new BoundEndpoint(Intake.Source, Endpoint)];

    private string Endpoint => _router?.LastEndpoint ?? settings.Endpoint;

    protected override TimeSpan IdleWait => Intake.InFlight > 0 ? AnswerWait : base.IdleWait;

    protected override void Open()
    {
        _router = context.CreateSocket(ZmqSocketType.Router);
        _router.RouterMandatory = true;
        _router.ReceiveHighWaterMark = _router.SendHighWaterMark = HighWaterMark;
        _router.MaxMessageSize = RefusedSize;
        _router.HeartbeatInterval = TimeSpan.FromSeconds(5);
        _router.HeartbeatTimeout = TimeSpan.FromSeconds(15);
        _router.Linger = TimeSpan.FromSeconds(1);
        try
        {
            security?.SecureBound(_router, "acknowledged");
            _router.Bind(settings.Endpoint);
        }
        catch (ZmqException failure)
        {
            throw SocketBindException.Of(failure, RecorderSettings.Key.AcknowledgedBind);
        }

        _answers = new ProducerAnswers(_router, _connections, RefuseRecord);
    }

    protected override bool TryRead()
    {
        _answers!.TellOwed();
        if (!_router!.TryReceive(_parts[0], IdleWait))
            return false;
        do
        {
            ReadRequest();
        }
        while (!Intake.IsFull && _router.TryReceive(_parts[0]));
        return true;
    }

    /// <summary>Reads the rest of a request, whose routing id is there.</summary>
    private void ReadRequest()
    {
        long bytes = 0;
        var count = 1;
        for (var more = _parts[0].More; more; count++)
        {
            var part = count < MostParts ? _parts[count] : Message;
            _router!.TryReceive(part);
            (more, bytes) = (part.More, bytes + part.Length);
        }

        Counters.Read(bytes);
        var from = _parts[0].Data;
        var verb = count > 1 ? _parts[1].Data : default;
        if (verb.SequenceEqual(ProducerProtocol.Record))
            Record(from, count);
        else if (verb.SequenceEqual(ProducerProtocol.Hello))
            Greet(from, count);
        else
            Refuse(from, verb, $"unknown request \"{ProducerProtocol.Printable(verb)}\", expected HELLO or RECORD");
    }

    private void Record(ReadOnlySpan<byte> from, int count)
    {
        var connection = _connections.Of(from);
        var number = 0L;
        var fault = connection is null ? "say HELLO first"
            : count is not (4 or 5) ? $"RECORD with {count - 2} frames behind it, expected a number, perhaps a topic, and a payload"
            : ProducerProtocol.ReadNumber(_parts[2].Data, out number);
        if (fault is not null && connection is not null)
            RefuseRecord(connection, fault);
        else if (fault is not null)
            Refuse(from, ProducerProtocol.Record, fault);
        else
            Intake.Take(
                new ProducerRequest(connection!, number), count == 5 ? _parts[3].Data : default, _parts[count - 1].Data);
    }

    private void Greet(ReadOnlySpan<byte> from, int count)
    {
        var producer = "";
        var fault = count != 3
            ? $"HELLO with {count - 2} frames behind it, expected a producer's name"
            : ProducerProtocol.ReadProducer(_parts[2].Data, out producer);
        if (producer == ProducerLedger.Quarantine)
            fault = $"{producer} is the recorder's own";
        fault ??= settings.RefusalOf(producer, _parts[1].UserId);
        var connection = _connections.Of(from);
        fault ??= connection is null ? FaultOfNew(producer)
            : connection.Producer != producer ? $"this connection speaks for {connection.Producer}"
            : null;
        if (fault is null && connection is null)
            _connections.Add(connection = new ProducerConnection(from.ToArray(), producer, Time));
        if (fault is null && !connection!.Greetings.TryTake())
            fault = "too many HELLOs, at most one a second";

        if (fault is null)
            Intake.Take(new ProducerRequest(connection!, Number: 0), topic: default, connection!.ProducerUtf8);
        else
            Refuse(from, ProducerProtocol.Hello, fault);
    }

    /// <summary>Why a new connection may not speak for a producer, or null. Forgets connections that are gone.</summary>
    private string? FaultOfNew(string producer)
    {
        if (_connections.OfProducer(producer) is { } other
            && _answers!.TryTell(other, ProducerProtocol.Notice, "another connection asked to speak for this producer"))
            return "another connection speaks for this producer";
        if (_connections.Count >= ProducerConnections.Most && _lookedAround.TryTake())
        {
            foreach (var known in _connections.All.ToList())
                _answers!.TryTell(known, ProducerProtocol.Notice, "the recorder looks who is still connected");
        }

        return _connections.Count >= ProducerConnections.Most
            ? $"{ProducerConnections.Most} producers are connected, the most there may be"
            : null;
    }

    protected override void OnDurable(BatchDurable durable) => _answers!.Tell(durable.Acknowledgements);

    /// <summary>
    /// Refuses a RECORD and forgets who sent it: what it sent before may yet be stored, but its next HELLO tells it so.
    /// </summary>
    private void RefuseRecord(ProducerConnection connection, string reason)
    {
        _connections.Remove(connection);
        Refuse(connection.RoutingId, ProducerProtocol.Record, reason);
    }

    private void Refuse(ReadOnlySpan<byte> to, ReadOnlySpan<byte> verb, string reason)
    {
        Counters.Refuse();
        if (_logged.TryTake())
            IngestLog.Refused(Log, settings.Endpoint, reason);
        _answers!.Refuse(to.ToArray(), verb, reason);
    }

    protected override void Unbind() => _router!.Unbind(Endpoint);

    protected override void Close()
    {
        _router?.Dispose();
        (_router, _answers) = (null, null);
    }

    protected override void PostStop()
    {
        base.PostStop();
        foreach (var part in _parts)
            part.Dispose();
    }
}

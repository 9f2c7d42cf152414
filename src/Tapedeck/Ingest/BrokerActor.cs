using Microsoft.Extensions.Logging;
using Tapedeck.Configuration;
using Tapedeck.Security;
using Tapedeck.ZeroMQ;
using static Tapedeck.Ingest.IngestProtocol;

namespace Tapedeck.Ingest;

/// <summary>
/// The broker between the agents, XSUB and XPUB, with the tap inside: it passes on what is published, as libzmq's own proxy
/// does, and records it as it passes. It subscribes to everything itself, so that publishers send it what nobody listens to.
/// A slow subscriber loses what does not fit into its queue, as with any PUB; the recording does not.
/// </summary>
internal sealed class BrokerActor(
    BrokerSettings settings, long maxMessageSize, long inFlightLimit, ZmqContext context, SocketSecurity? security,
    IActorRef enrichers, ReaderCounters counters, TimeProvider time, ILogger log)
    : ReaderActor("broker", maxMessageSize, inFlightLimit, enrichers, counters, time, log)
{
    private const byte Subscribe = 1;

    /// <summary>While the recorder is waited for, what it makes durable is looked for this often.</summary>
    private static readonly TimeSpan HoldWait = TimeSpan.FromMilliseconds(2);

    private readonly TapHold _hold = new(settings.Hold, time);
    private ZmqSocket? _publishers;
    private ZmqSocket? _subscribers;
    private ZmqPoller? _sockets;
    private long _missedInARow;

    protected override IReadOnlyList<BoundEndpoint> Endpoints =>
    [
        new BoundEndpoint("publish", _publishers?.LastEndpoint ?? settings.PublishersBind),
        new BoundEndpoint("subscribe", _subscribers?.LastEndpoint ?? settings.SubscribersBind),
    ];

    protected override bool ReadsWithoutCredit => true;

    protected override string? Fault => _missedInARow == 0
        ? null
        : $"the recorder takes nothing since {_hold.Waited.TotalSeconds:F0} s: "
            + $"{_missedInARow} messages were passed on by the broker unrecorded";

    protected override void Open()
    {
        _publishers = Bind(ZmqSocketType.XSub, settings.PublishersBind, RecorderSettings.Key.BrokerPublishersBind);
        _publishers.Send([Subscribe]);
        _subscribers = Bind(ZmqSocketType.XPub, settings.SubscribersBind, RecorderSettings.Key.BrokerSubscribersBind);
        _sockets = new ZmqPoller(_publishers, _subscribers);
    }

    protected override bool TryRead()
    {
        var next = _hold.Next(Intake.IsSpent);
        if (next == TapDecision.Record && _missedInARow > 0)
        {
            IngestLog.RecordsAgain(Log, _missedInARow);
            _missedInARow = 0;
        }

        if (next == TapDecision.Wait)
        {
            _subscribers!.Poll(ZmqPollEvents.Readable, HoldWait);
            PassSubscriptionsOn();
            return true;
        }

        if (!_sockets!.Wait(IdleWait))
            return false;
        PassSubscriptionsOn();
        while (_publishers!.TryReceive(Message))
        {
            if (next == TapDecision.Record)
                RecordAndPassOn();
            else
                PassOn();
            if (Intake.IsFull || (next = _hold.Next(Intake.IsSpent)) == TapDecision.Wait)
                break;
        }

        return true;
    }

    private void RecordAndPassOn() => Counters.Read(Pass(_publishers!, to: _subscribers, isRecorded: true));

    private void PassOn()
    {
        if (_missedInARow++ == 0)
            IngestLog.Missing(Log, _hold.Waited);
        Counters.Miss();
        Pass(_publishers!, to: _subscribers, isRecorded: false);
    }

    /// <summary>
    /// Passes subscriptions on to the publishers; not those to everything, which the broker holds itself, so that the last
    /// such subscriber to go does not take it away.
    /// </summary>
    private void PassSubscriptionsOn()
    {
        while (_subscribers!.TryReceive(Message))
        {
            var isToEverything = Message.Length == 1 && !Message.More;
            Pass(_subscribers, to: isToEverything ? null : _publishers, isRecorded: false);
        }
    }

    /// <summary>
    /// Passes the message on of which the first part is there, part by part; a receiver of null drops it. Returns its bytes.
    /// </summary>
    private long Pass(ZmqSocket from, ZmqSocket? to, bool isRecorded)
    {
        long bytes = 0;
        bool more;
        do
        {
            more = Message.More;
            bytes += Message.Length;
            if (isRecorded)
                Intake.TakePart(Message.Data, isLast: !more);
            to?.TrySend(Message, more);
        }
        while (more && from.TryReceive(Message));
        return bytes;
    }

    protected override void OnDurable(BatchDurable durable) => _hold.Progressed();

    protected override void Unbind()
    {
        _publishers!.Unbind(_publishers.LastEndpoint);
        _subscribers!.Unbind(_subscribers.LastEndpoint);
    }

    protected override void Close()
    {
        _publishers?.Dispose();
        _subscribers?.Dispose();
        (_publishers, _subscribers) = (null, null);
    }

    private ZmqSocket Bind(ZmqSocketType type, string endpoint, string key)
    {
        var socket = context.CreateSocket(type);
        try
        {
            socket.ReceiveHighWaterMark = socket.SendHighWaterMark = settings.HighWaterMark;
            socket.MaxMessageSize = RefusedSize;
            socket.Linger = TimeSpan.FromSeconds(1);
            security?.SecureBound(socket, type == ZmqSocketType.XSub ? "publish" : "subscribe");
            socket.Bind(endpoint);
            return socket;
        }
        catch (ZmqException failure)
        {
            socket.Dispose();
            throw SocketBindException.Of(failure, key);
        }
    }
}

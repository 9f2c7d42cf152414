using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Client;

/// <summary>
/// Publishes to the other agents and receives from them, by way of the broker. What is published first is held until the
/// broker's first subscription has come, or two seconds have passed: before that, PUB drops everything. With CURVE it is held
/// whenever there is no connection. Used by the thread that owns the sockets.
/// </summary>
internal sealed class BrokerLink(string agent, AgentOptions options, AgentSockets sockets, AgentQueues queues)
    : IDisposable
{
    private const int TurnLimit = 1_000;
    private const int PublishHighWaterMark = 100_000;
    private static readonly TimeSpan HoldAtMost = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> _topics = [agent, .. options.Topics];
    private readonly ZmqMessage _frame = new();
    private RenewedSocket? _publisher;
    private RenewedSocket? _subscriber;
    private bool _isHeld;
    private TimeSpan? _holdUntil; // null before the publisher may send

    /// <summary>When what is held is let go, or a socket is to be looked at; null while neither is.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            var due = _isHeld && !queues.Outbox.IsEmpty ? _holdUntil : null;
            if (due is null || _publisher?.NextDue < due)
                due = _publisher?.NextDue ?? due;
            if (due is null || _subscriber?.NextDue < due)
                due = _subscriber?.NextDue ?? due;
            return due;
        }
    }

    /// <summary>The sockets to wait for: to become readable.</summary>
    public IEnumerable<ZmqSocket> Awaited
    {
        get
        {
            if (_publisher?.Socket is { } publisher)
                yield return publisher;
            if (_subscriber?.Socket is { } subscriber && queues.Inbox.HasRoom)
                yield return subscriber;
        }
    }

    /// <summary>Connects; once.</summary>
    /// <exception cref="ZmqException">An endpoint is not one.</exception>
    public void Connect(TimeSpan now)
    {
        if (options.Publish.Length > 0)
        {
            _publisher = new RenewedSocket(options.Publish, sockets, MakePublisher);
            _publisher.Connect(now);
        }

        if (options.Subscribe.Length > 0)
        {
            _subscriber = new RenewedSocket(options.Subscribe, sockets, MakeSubscriber);
            _subscriber.Connect(now);
        }
    }

    /// <summary>Does what can be done now, up to a limit; true if more can be done at once.</summary>
    public bool Work(TimeSpan now) => Publish(now) | Receive(now);

    /// <summary>Closes; what was published is still sent for so long.</summary>
    public void Close(TimeSpan linger)
    {
        _publisher?.Close(linger);
        Dispose();
    }

    public void Dispose()
    {
        _publisher?.Dispose();
        _subscriber?.Dispose();
        _frame.Dispose();
    }

    private ZmqSocket MakePublisher()
    {
        (_isHeld, _holdUntil) = (true, null);
        var publisher = sockets.Unsent(ZmqSocketType.XPub);
        publisher.SendHighWaterMark = PublishHighWaterMark;
        return publisher;
    }

    private ZmqSocket MakeSubscriber()
    {
        var subscriber = sockets.Unsent(ZmqSocketType.Sub);
        foreach (var topic in _topics)
            subscriber.Subscribe(Encoding.UTF8.GetBytes(topic));
        return subscriber;
    }

    private bool Publish(TimeSpan now)
    {
        _publisher?.Look(now);
        if (_publisher is not { MaySend: true, Socket: { } publisher })
            return false;
        _holdUntil ??= now + HoldAtMost;
        _isHeld &= now < _holdUntil;
        while (publisher.TryReceive(_frame))
            _isHeld &= _frame.Data is not [1, ..];
        for (var count = 0; !_isHeld && count < TurnLimit; count++)
        {
            if (!queues.Outbox.TryTake(out var message))
                return false;
            publisher.Send(message.Topic.Span, more: true);
            publisher.Send(message.Payload.Span);
        }

        return !_isHeld;
    }

    private bool Receive(TimeSpan now)
    {
        _subscriber?.Look(now);
        for (var count = 0; count < TurnLimit; count++)
        {
            if (_subscriber?.Socket is not { } subscriber || !queues.Inbox.HasRoom || !subscriber.TryReceive(_frame))
                return false;
            var topic = Encoding.UTF8.GetString(_frame.Data);
            if (!_frame.More)
                continue;
            subscriber.TryReceive(_frame);
            var payload = _frame.Data.ToArray();
            var isEnvelope = !_frame.More;
            while (_frame.More)
                subscriber.TryReceive(_frame);
            if (isEnvelope && _topics.Contains(topic))
                queues.Inbox.TryAdd(new IncomingMessage(topic, payload), payload.Length);
        }

        return true;
    }
}

/// <summary>What is to be published: form 1.</summary>
internal readonly record struct OutgoingMessage(ReadOnlyMemory<byte> Topic, ReadOnlyMemory<byte> Payload);

/// <summary>What was received under one of the agent's topics.</summary>
internal readonly record struct IncomingMessage(string Topic, ReadOnlyMemory<byte> Payload);

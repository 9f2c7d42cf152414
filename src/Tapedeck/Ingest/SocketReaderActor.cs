using Microsoft.Extensions.Logging;
using Tapedeck.ZeroMQ;
using static Tapedeck.Ingest.IngestProtocol;

namespace Tapedeck.Ingest;

/// <summary>
/// Owns one ZeroMQ socket on a thread of its own (<c>pinned-dispatcher</c>). Copies frames, never parses them, into
/// numbered batches for the enrichers, and pauses while as much is in flight as its credit allows.
/// </summary>
internal sealed class SocketReaderActor : ReceiveActor, IWithTimers
{
    /// <summary>Reads on: told to itself as long as there is credit.</summary>
    private sealed record Poll
    {
        public static readonly Poll Instance = new();
    }

    /// <summary>Binds again after a failure.</summary>
    private sealed record Rebind
    {
        public static readonly Rebind Instance = new();
    }

    /// <summary>How long an idle socket is waited on before the mailbox is looked at again.</summary>
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(20);

    private readonly SocketReaderSettings _settings;
    private readonly ZmqContext _context;
    private readonly IActorRef _enrichers;
    private readonly ReaderCounters _counters;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly StreamId _stream = StreamId.Next();
    private readonly InFlightCredit _credit;
    private readonly RetryDelay _retry = new();
    private ZmqSocket? _socket;
    private readonly ZmqMessage _message = new();
    private long _nextBatch;
    private string? _error;
    private IActorRef? _drainer;
    private bool _isEmptied;

    public SocketReaderActor(
        SocketReaderSettings settings, ZmqContext context, IActorRef enrichers, ReaderCounters counters,
        TimeProvider time, ILogger log)
    {
        (_settings, _context, _enrichers, _counters, _time, _log) = (settings, context, enrichers, counters, time, log);
        _credit = new InFlightCredit(settings.InFlightLimit);

        Receive<Poll>(_ => ReadOn());
        Receive<BatchDurable>(ReturnCredit);
        Receive<Bind>(_ => Sender.Tell(TryBind() is { } failure ? new Status.Failure(failure) : new SocketBound(Endpoint)));
        Receive<Rebind>(_ => BindAgain());
        Receive<Drain>(_ => StartDrain());
        Receive<GetReaderStatus>(_ => Sender.Tell(Snapshot()));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private string Endpoint => _socket?.LastEndpoint ?? _settings.Bind;

    /// <summary>Binds the socket and begins to read. Returns what stands in the way, or null.</summary>
    private SocketBindException? TryBind()
    {
        var socket = _context.CreateSocket(ZmqSocketType.Pull);
        try
        {
            socket.ReceiveHighWaterMark = _settings.HighWaterMark;
            socket.MaxMessageSize = _settings.RefusedSize;
            socket.Bind(_settings.Bind);
        }
        catch (ZmqException failure)
        {
            socket.Dispose();
            _error = $"{failure.Message}: free the port, or choose another with --set {_settings.ConfigPath}=ENDPOINT";
            return new SocketBindException(_error);
        }

        (_socket, _error) = (socket, null);
        IngestLog.Bound(_log, _settings.Name, Endpoint);
        Self.Tell(Poll.Instance);
        return null;
    }

    private void BindAgain()
    {
        if (TryBind() is not { } failure)
            return;
        var delay = _retry.Next();
        IngestLog.RebindingLater(_log, failure.Message, delay);
        Timers.StartSingleTimer(nameof(Rebind), Rebind.Instance, delay);
    }

    private void ReadOn()
    {
        var isIdle = !ReadBatch();
        _isEmptied = isIdle && _drainer is not null;
        if (_isEmptied)
            AnswerDrained();
        else if (!_credit.IsSpent)
            Self.Tell(Poll.Instance);
    }

    /// <summary>Sends on what the socket holds, up to one batch. False if nothing came while waiting.</summary>
    private bool ReadBatch()
    {
        if (!_socket!.TryReceive(_message, IdleWait))
            return false;

        var batch = new FrameBatch(Self, _stream, _nextBatch, _settings.Name, _time.GetUtcNow());
        try
        {
            do
            {
                AddMessage(batch);
            }
            while (!batch.IsFull && _socket.TryReceive(_message));
        }
        finally
        {
            // Whatever was read goes on, even if the socket fails now.
            if (batch.Count > 0)
                SendOn(batch);
        }

        return true;
    }

    /// <summary>Copies one message; the parts of a message that has several are joined.</summary>
    private void AddMessage(FrameBatch batch)
    {
        if (!_message.More)
        {
            _counters.Read(_message.Data.Length);
            batch.Add(_message.Data, parts: 1, _settings.MaxMessageSize);
            return;
        }

        var joined = new List<byte>();
        var parts = 1;
        joined.AddRange(_message.Data);
        while (_message.More && _socket!.TryReceive(_message))
        {
            joined.AddRange(_message.Data);
            parts++;
        }

        _counters.Read(joined.Count);
        batch.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(joined), parts, _settings.MaxMessageSize);
    }

    private void SendOn(FrameBatch batch)
    {
        _nextBatch++;
        _credit.Spend(batch.Bytes);
        _enrichers.Tell(batch);
    }

    private void ReturnCredit(BatchDurable durable)
    {
        if (durable.Stream != _stream)
            return; // of this reader's life before a restart, whose credit ended with it
        if (_credit.Return(durable.Bytes))
            Self.Tell(Poll.Instance);
        AnswerDrained();
    }

    private void StartDrain()
    {
        _drainer = Sender;
        _isEmptied = _socket is null;
        _socket?.Unbind(Endpoint);
        AnswerDrained();
    }

    private void AnswerDrained()
    {
        if (_isEmptied && _credit.InFlight == 0)
            _drainer?.Tell(Drained.Instance);
    }

    private ReaderSnapshot Snapshot() => new(
        _settings.Name, Endpoint, _counters.Frames, _counters.Bytes, _credit.InFlight, _credit.Limit, _error);

    protected override void PostRestart(Exception reason)
    {
        IngestLog.Failed(_log, _settings.Name, reason);
        Self.Tell(Rebind.Instance);
    }

    protected override void PostStop()
    {
        _message.Dispose();
        _socket?.Dispose();
    }
}

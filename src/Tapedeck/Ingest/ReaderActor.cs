using Microsoft.Extensions.Logging;
using Tapedeck.ZeroMQ;
using static Tapedeck.Ingest.IngestProtocol;

namespace Tapedeck.Ingest;

/// <summary>
/// Owns ZeroMQ sockets on a thread of its own (<c>pinned-dispatcher</c>). Copies frames, never parses them, into numbered
/// batches for the enrichers, and pauses while as much is in flight as its credit allows. What kind of sockets, and what
/// else they are for, its heirs say.
/// </summary>
internal abstract class ReaderActor : ReceiveActor, IWithTimers
{
    /// <summary>Reads on: told to itself as long as there is credit.</summary>
    private sealed record Poll
    {
        public static readonly Poll Instance = new();
    }

    /// <summary>Opens the sockets again after a failure.</summary>
    private sealed record Reopen
    {
        public static readonly Reopen Instance = new();
    }

    /// <summary>How long a socket is still read that agents go on sending to while the node is to end.</summary>
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(2);

    private readonly RetryDelay _retry = new();
    private string? _error;
    private IActorRef? _drainer;
    private DateTimeOffset _drainUntil;
    private bool _isOpen;
    private bool _isPolling;
    private bool _isEmptied;

    protected ReaderActor(
        string source, long maxMessageSize, long inFlightLimit, IActorRef enrichers, ReaderCounters counters,
        TimeProvider time, ILogger log)
    {
        (Counters, Time, Log, RefusedSize) = (counters, time, log, 8 * maxMessageSize);
        Intake = new FrameIntake(Self, source, maxMessageSize, inFlightLimit, enrichers, counters, time);

        Receive<Poll>(_ => ReadOn());
        Receive<BatchDurable>(ReturnCredit);
        Receive<Bind>(_ => Sender.Tell(TryOpen() is { } failure ? new Status.Failure(failure) : new SocketBound(Endpoints)));
        Receive<Reopen>(_ => OpenAgain());
        Receive<Drain>(_ => StartDrain());
        Receive<GetReaderStatus>(_ => Sender.Tell(new ReaderSnapshot(
            Intake.Source, Endpoint, Counters.Frames, Counters.Bytes, Intake.InFlight, Intake.InFlightLimit,
            Counters.Refused, Counters.Missed, _error ?? Fault)));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Where what was read goes.</summary>
    protected FrameIntake Intake { get; }

    protected ReaderCounters Counters { get; }

    /// <summary>
    /// Bytes from which libzmq itself refuses a frame and drops the peer's connection: 8 × the largest message, so that
    /// one peer cannot make the node allocate without limit.
    /// </summary>
    protected long RefusedSize { get; }

    protected TimeProvider Time { get; }

    protected ILogger Log { get; }

    /// <summary>A part of a message; what was read last.</summary>
    protected ZmqMessage Message { get; } = new();

    /// <summary>Where agents reach it, as bound; as configured while it is not.</summary>
    protected abstract IReadOnlyList<BoundEndpoint> Endpoints { get; }

    private string Endpoint => string.Join(", ", Endpoints.Select(bound => bound.Endpoint));

    /// <summary>Why not everything is recorded although the sockets are open, or null.</summary>
    protected virtual string? Fault => null;

    /// <summary>Whether it reads while as much is in flight as may be.</summary>
    protected virtual bool ReadsWithoutCredit => false;

    /// <summary>How long an idle socket is waited on before the mailbox is looked at again.</summary>
    protected virtual TimeSpan IdleWait { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Makes the sockets and binds or connects them.</summary>
    /// <exception cref="SocketBindException">One cannot be bound.</exception>
    protected abstract void Open();

    /// <summary>
    /// Takes what the sockets hold into the <see cref="Intake"/>, up to one batch. False if nothing came within
    /// <see cref="IdleWait"/>.
    /// </summary>
    protected abstract bool TryRead();

    /// <summary>Takes no new connections any more.</summary>
    protected abstract void Unbind();

    /// <summary>Disposes the sockets, as many of them as there are.</summary>
    protected abstract void Close();

    /// <summary>A batch of this life is durable.</summary>
    protected virtual void OnDurable(BatchDurable durable)
    {
    }

    /// <summary>Opens the sockets and begins to read. Returns what stands in the way, or null.</summary>
    private SocketBindException? TryOpen()
    {
        try
        {
            Open();
        }
        catch (Exception failure) when (failure is SocketBindException or ZmqException)
        {
            Close();
            _error = failure.Message;
            return failure as SocketBindException ?? new SocketBindException(failure.Message);
        }

        (_isOpen, _error) = (true, null);
        IngestLog.Bound(Log, Intake.Source, Endpoint);
        PollOn();
        return null;
    }

    private void OpenAgain()
    {
        if (TryOpen() is not { } failure)
            return;
        var delay = _retry.Next();
        IngestLog.RebindingLater(Log, failure.Message, delay);
        Timers.StartSingleTimer(nameof(Reopen), Reopen.Instance, delay);
    }

    private void ReadOn()
    {
        _isPolling = false;
        bool isIdle;
        try
        {
            isIdle = !TryRead();
        }
        finally
        {
            // Whatever was read goes on, even if a socket fails now.
            Intake.SendOn();
        }

        _isEmptied = _drainer is not null && (isIdle || Time.GetUtcNow() >= _drainUntil);
        if (_isEmptied)
            AnswerDrained();
        else if (ReadsWithoutCredit || !Intake.IsSpent)
            PollOn();
    }

    private void PollOn()
    {
        if (_isPolling)
            return;
        _isPolling = true;
        Self.Tell(Poll.Instance);
    }

    private void ReturnCredit(BatchDurable durable)
    {
        if (durable.Stream != Intake.Stream)
            return; // of this reader's life before a restart, whose credit ended with it
        var mayGoOn = Intake.Return(durable);
        OnDurable(durable);
        if (mayGoOn)
            PollOn();
        AnswerDrained();
    }

    private void StartDrain()
    {
        (_drainer, _drainUntil) = (Sender, Time.GetUtcNow() + DrainWithin);
        _isEmptied = !_isOpen;
        if (_isOpen)
            Unbind();
        AnswerDrained();
    }

    private void AnswerDrained()
    {
        if (_isEmptied && Intake.InFlight == 0)
            _drainer?.Tell(Drained.Instance);
    }

    protected override void PostRestart(Exception reason)
    {
        IngestLog.Failed(Log, Intake.Source, reason);
        Self.Tell(Reopen.Instance);
    }

    protected override void PostStop()
    {
        Message.Dispose();
        Close();
    }
}

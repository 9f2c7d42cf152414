using Microsoft.Extensions.Logging;
using Tapedeck.ZeroMQ;
using static Tapedeck.Security.ZapProtocol;

namespace Tapedeck.Security;

/// <summary>
/// Answers libzmq's question, for each new connection, whether the peer may connect; counts and logs those that may not. It
/// owns the socket that is asked, on a thread of its own (<c>pinned-dispatcher</c>). While it is down nobody can connect;
/// connections that are up stay.
/// </summary>
internal sealed class ZapActor : ReceiveActor, IWithTimers
{
    /// <summary>Answers what is asked: told to itself, always.</summary>
    private sealed record Poll
    {
        public static readonly Poll Instance = new();
    }

    /// <summary>Binds again after a failure.</summary>
    private sealed record Rebind
    {
        public static readonly Rebind Instance = new();
    }

    /// <summary>How long a question is waited for before the mailbox is looked at again.</summary>
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(20);

    /// <summary>Questions answered before the mailbox is looked at again.</summary>
    private const int MostAtOnce = 100;

    private readonly SocketSecurity _security;
    private readonly ZmqContext _context;
    private readonly ZapCounters _counters;
    private readonly ILogger _log;
    private readonly AllowedClients _clients;
    private readonly RefusalLog _refusals;
    private readonly RetryDelay _retry = new();
    private readonly ZmqMessage _message = new();
    private ZmqSocket? _router;

    public ZapActor(
        SocketSecurity security, ZmqContext context, ZapCounters counters, TimeProvider time, ILogger log)
    {
        (_security, _context, _counters, _log) = (security, context, counters, log);
        _clients = new AllowedClients(security.ClientsFolder, time, log);
        _refusals = new RefusalLog(time, log);

        Receive<Poll>(_ => ReadOn());
        Receive<Start>(_ => Sender.Tell(TryBind() is { } failure ? new Status.Failure(failure) : Started.Instance));
        Receive<Rebind>(_ => BindAgain());
        Receive<GetZapStatus>(_ => Sender.Tell(_counters.Snapshot));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Binds the socket and begins to answer. Returns what stands in the way, or null.</summary>
    private ZmqException? TryBind()
    {
        var router = _context.CreateSocket(ZmqSocketType.Router);
        try
        {
            router.Linger = TimeSpan.Zero;
            router.Bind(ZapExchange.Endpoint);
        }
        catch (ZmqException failure)
        {
            router.Dispose();
            return failure;
        }

        _router = router;
        Self.Tell(Poll.Instance);
        return null;
    }

    private void BindAgain()
    {
        if (TryBind() is not { } failure)
            return;
        var delay = _retry.Next();
        SecurityLog.RebindingLater(_log, failure.Message, delay);
        Timers.StartSingleTimer(nameof(Rebind), Rebind.Instance, delay);
    }

    private void ReadOn()
    {
        if (_router!.TryReceive(_message, IdleWait))
        {
            var answered = 0;
            do
            {
                AnswerOne();
            }
            while (++answered < MostAtOnce && _router.TryReceive(_message));
        }

        foreach (var reason in _security.TakeFailures())
            Refuse(reason);
        _refusals.Report();
        Self.Tell(Poll.Instance);
    }

    /// <summary>Answers the question of which the first frame, the routing id, is there.</summary>
    private void AnswerOne()
    {
        var from = _message.Data.ToArray();
        var question = new List<byte[]>();
        while (_message.More && _router!.TryReceive(_message))
            question.Add(_message.Data.ToArray());

        var exchange = ZapExchange.Answer(question[Math.Min(1, question.Count)..], _clients.NameOf, _clients.Folder);
        if (exchange.Refusal is { } reason)
            Refuse(reason);
        else
            _counters.Accept();
        if (exchange.Frames is not { } frames)
            return;
        _router!.TrySend(from, more: true);
        _router.TrySend([], more: true);
        for (var i = 0; i < frames.Count; i++)
            _router.TrySend(frames[i], more: i < frames.Count - 1);
    }

    private void Refuse(string reason)
    {
        _counters.Refuse(reason);
        _refusals.Add(reason);
    }

    protected override void PostRestart(Exception reason)
    {
        SecurityLog.Failed(_log, reason);
        Self.Tell(Rebind.Instance);
    }

    protected override void PostStop()
    {
        _message.Dispose();
        try
        {
            // An inproc name is free at once after this, not some time after the socket was disposed.
            _router?.Unbind(ZapExchange.Endpoint);
        }
        catch (ZmqContextTerminatedException)
        {
            // Then the name has gone with the context.
        }

        _router?.Dispose();
    }
}

using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Client;

/// <summary>
/// Sends one spool to the node: one <see cref="ProducerSocket"/> after the other, and the <see cref="ProducerSession"/> that
/// says what to do with it. Used by the thread that owns the sockets.
/// </summary>
internal sealed class ProducerLink(
    AgentSpool spool, string endpoint, AgentSockets sockets, AgentReport report) : IDisposable
{
    private const int TurnLimit = 1_000;
    private static readonly TimeSpan UnreachableAfter = TimeSpan.FromSeconds(5);

    private readonly ProducerSession _session = new();
    private readonly byte[] _producer = Encoding.UTF8.GetBytes(spool.Producer);
    private ProducerSocket? _socket;
    private TimeSpan _lookAt;
    private TimeSpan? _unreachableAt;
    private bool _isTroubled;
    private volatile bool _isWelcomed;

    /// <summary>What is sent.</summary>
    public AgentSpool Spool => spool;

    /// <summary>Whether the node has welcomed the producer. May be asked from any thread.</summary>
    public bool IsWelcomed => _isWelcomed;

    /// <summary>When there is work again by itself; null if only a frame or a new message brings any.</summary>
    public TimeSpan? NextDue =>
        _socket is not null && (_session.NextDue is not { } due || _lookAt < due) ? _lookAt : _session.NextDue;

    /// <summary>What to wait for: an answer; null while there is no socket.</summary>
    public ZmqSocket? Awaited => _socket?.Awaited;

    /// <summary>Connects, at the start and whenever the session says that it is due.</summary>
    /// <exception cref="ZmqException">The endpoint is not one.</exception>
    public void Connect(TimeSpan now)
    {
        _socket = new ProducerSocket(endpoint, sockets, now);
        _unreachableAt = now + UnreachableAfter;
        _session.Opened();
    }

    /// <summary>Does what can be done now, up to a limit; true if more can be done at once.</summary>
    public bool Work(TimeSpan now)
    {
        try
        {
            if (_session.IsOpeningDue(now))
                Connect(now);
            if (_socket is null)
                return false;
            Look(_socket, now);
            var hasMore = TakeAnswers(now);
            EndIfOver(now);
            _session.Watch(now);
            Greet(now);
            hasMore |= SendRecords(now);
            Settle();
            return hasMore;
        }
        catch (Exception fault) when (
            fault is ZmqException and not ZmqContextTerminatedException or IOException or UnauthorizedAccessException)
        {
            Trouble($"recording as {spool.Producer}: {fault.Message}");
            _session.Failed(now);
            Disconnect();
            return false;
        }
        finally
        {
            _isWelcomed = _session.IsWelcomed;
        }
    }

    public void Dispose() => Disconnect();

    private void Disconnect()
    {
        _socket?.Dispose();
        _socket = null;
        _isWelcomed = false;
    }

    private void Look(ProducerSocket socket, TimeSpan now)
    {
        _lookAt = now + ConnectionWatch.Interval;
        socket.Look(now);
        if (socket.IsConnected)
        {
            _session.Connected(now);
            _unreachableAt = null;
        }
        else if (now >= _unreachableAt)
        {
            Trouble($"no connection to the node at {endpoint}: what {spool.Producer} records waits in its spool");
            _unreachableAt = null;
        }
    }

    private bool TakeAnswers(TimeSpan now)
    {
        for (var count = 0; _socket is not null && count < TurnLimit; count++)
        {
            if (_socket.Receive() is not { } frames)
                return false;
            if (ProducerAnswer.Parse(frames) is { } answer)
                Take(answer, now);
            else
                report.Fault($"the node at {endpoint} answered what is no answer: a {frames.Count}-frame message");
        }

        return _socket is not null;
    }

    private void Take(ProducerAnswer answer, TimeSpan now)
    {
        if (!_session.Take(answer, now))
            return;
        switch (answer)
        {
            case ProducerAnswer.Welcome welcome:
                spool.ContinueBehind(welcome.Known.Last);
                spool.Rewind();
                TellThatItGoesOn();
                break;
            case ProducerAnswer.Rejected rejected:
                report.Fault($"the node put number {rejected.Number} of {spool.Producer} into quarantine: {rejected.Reason}");
                break;
            case ProducerAnswer.Refused { Verb: "HELLO" } refused:
                Trouble($"the node at {endpoint} refuses {spool.Producer}: {refused.Reason}");
                Disconnect();
                break;
            case ProducerAnswer.Refused refused:
                report.Tell($"the node at {endpoint} wants a new HELLO of {spool.Producer}: {refused.Reason}");
                break;
            case ProducerAnswer.Notice notice:
                report.Tell($"the node at {endpoint} says: {notice.Text}");
                break;
        }
    }

    private void Trouble(string what)
    {
        _isTroubled = true;
        report.Fault(what);
    }

    private void TellThatItGoesOn()
    {
        if (_isTroubled)
            report.Tell($"the node at {endpoint} takes what {spool.Producer} records");
        _isTroubled = false;
    }

    private void EndIfOver(TimeSpan now)
    {
        if (_socket is { IsStale: true })
        {
            Disconnect();
            Connect(now);
            _unreachableAt = null; // told already
        }
        else if (_socket is { HasFailed: true })
        {
            _session.Failed(now);
            Disconnect();
        }
        else if (_socket is { IsLost: true })
        {
            if (_session.Lost(now))
                Trouble($"the node at {endpoint} ends the connection of {spool.Producer} again and again, and stores nothing");
            Disconnect();
        }
    }

    private void Greet(TimeSpan now)
    {
        if (_socket is null || !_session.IsHelloDue(now))
            return;
        _socket.SendHello(_producer);
        _session.HelloSent(now);
    }

    private bool SendRecords(TimeSpan now)
    {
        if (_socket is null || !_session.IsWelcomed)
            return false;
        for (var count = 0; count < TurnLimit; count++)
        {
            if (!spool.TryPeek(out var line))
                return false;
            if (!_session.MustSend(line.Number))
            {
                _session.Skipped(line.Number);
            }
            else if (_session.MayRecord(line.Payload.Length))
            {
                _socket.SendRecord(line);
                _session.Sent(line.Number, line.Payload.Length, now);
            }
            else
            {
                return false;
            }

            spool.Advance();
        }

        return true;
    }

    private void Settle()
    {
        var (upTo, rejected) = _session.Settle();
        var forgotten = spool.Forget(upTo);
        Interlocked.Add(ref report.Rejected, rejected);
        Interlocked.Add(ref report.Stored, forgotten - rejected);
    }
}

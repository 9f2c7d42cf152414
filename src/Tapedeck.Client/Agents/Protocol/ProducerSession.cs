namespace Tapedeck.Client;

/// <summary>
/// A producer's side of acknowledged recording, without socket, file or clock: it is told what was sent and what came, and
/// says what is to be sent. Source: docs/wire-format.md, "How a producer loses nothing".
/// <code>
/// Closed ──opened──▶ Greeting ──WELCOME──▶ Welcomed
///    ▲  HELLO refused   │  ▲   RECORD refused   │
///    ├──────────────────┘  └────── silence ─────┤
///    └───────────── connection lost ────────────┘
/// </code>
/// Times are those of one clock that never goes back.
/// </summary>
internal sealed class ProducerSession
{
    private const int MessageLimit = 10_000;
    private const long ByteLimit = 4 * 1024 * 1024;

    private static readonly TimeSpan Reconnect = TimeSpan.FromMilliseconds(100);

    private readonly Queue<(long Number, int Size)> _unanswered = new();
    private readonly HashSet<long> _rejected = [];
    private readonly DoublingPause _probe = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));
    private readonly DoublingPause _refusal = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    private Phase _phase = Phase.Closed;
    private KnownNumbers _known = KnownNumbers.None;
    private long _unansweredBytes;
    private long _handled;
    private bool _isHelloUnanswered;
    private bool _isConnected;
    private bool _isFruitless; // it was refused or lost, with nothing stored since
    private TimeSpan _dueAt = TimeSpan.Zero;
    private TimeSpan _silentSince;

    private enum Phase
    {
        Closed,
        Greeting,
        Welcomed,
    }

    /// <summary>Whether the node has welcomed the producer.</summary>
    public bool IsWelcomed => _phase == Phase.Welcomed;

    /// <summary>When something falls due by itself; null while only an answer can change anything.</summary>
    public TimeSpan? NextDue => _phase switch
    {
        Phase.Closed => _dueAt,
        Phase.Greeting when !_isHelloUnanswered => _dueAt,
        _ => AwaitsAnswer ? _silentSince + _probe.Next : null,
    };

    private bool AwaitsAnswer => _isConnected && (_isHelloUnanswered || (IsWelcomed && _unanswered.Count > 0));

    /// <summary>Whether a socket is to be connected now.</summary>
    public bool IsOpeningDue(TimeSpan now) => _phase == Phase.Closed && now >= _dueAt;

    /// <summary>Whether HELLO is to be sent now; it leaves as soon as there is a connection.</summary>
    public bool IsHelloDue(TimeSpan now) => _phase == Phase.Greeting && !_isHelloUnanswered && now >= _dueAt;

    /// <summary>Whether a spooled message must be sent: the node neither has it nor rejected it.</summary>
    public bool MustSend(long number) => !_known.Has(number) && !_rejected.Contains(number);

    /// <summary>Whether a RECORD of so many bytes may be sent now. One larger than the limit goes alone.</summary>
    public bool MayRecord(int size) => IsWelcomed
        && (_unanswered.Count == 0 || (_unanswered.Count < MessageLimit && _unansweredBytes + size <= ByteLimit));

    /// <summary>A socket was made, and begins to connect.</summary>
    public void Opened() => Greet(TimeSpan.Zero);

    /// <summary>The socket's connection is up: silence counts from then on.</summary>
    public void Connected(TimeSpan now)
    {
        if (_isConnected)
            return;
        _isConnected = true;
        _silentSince = now;
    }

    /// <summary>
    /// The connection broke: another socket after a short pause, a doubling one if this happens without any progress.
    /// </summary>
    /// <returns>True in the latter case.</returns>
    public bool Lost(TimeSpan now)
    {
        var isFruitless = !IsWelcomed || _unanswered.Count > 0;
        var isAgain = isFruitless && _isFruitless;
        Close(now + (isAgain ? _refusal.Take() : Reconnect));
        _isFruitless = isFruitless;
        return isAgain;
    }

    /// <summary>The socket cannot be used, for a reason on this side: another one after a pause.</summary>
    public void Failed(TimeSpan now) => Close(now + _refusal.Take());

    /// <summary>HELLO was given to the socket.</summary>
    public void HelloSent(TimeSpan now)
    {
        _isHelloUnanswered = true;
        _silentSince = now;
    }

    /// <summary>A RECORD went out. Numbers come ascending, from the first spooled on after each welcome.</summary>
    public void Sent(long number, int size, TimeSpan now)
    {
        if (_unanswered.Count == 0)
            _silentSince = now;
        _unanswered.Enqueue((number, size));
        _unansweredBytes += size;
        _handled = number;
    }

    /// <summary>A message was left out, as it need not be sent.</summary>
    public void Skipped(long number) => _handled = number;

    /// <summary>Greets again if an answer is overdue.</summary>
    public void Watch(TimeSpan now)
    {
        if (!AwaitsAnswer || now < _silentSince + _probe.Next)
            return;
        _probe.Take();
        Greet(now);
    }

    /// <summary>An answer came. True if it changed anything that a person should know, or the sender must do.</summary>
    public bool Take(ProducerAnswer answer, TimeSpan now)
    {
        _silentSince = now;
        return answer switch
        {
            ProducerAnswer.Welcome welcome => TakeWelcome(welcome.Known),
            ProducerAnswer.Stored stored => TakeStored(stored.Number),
            ProducerAnswer.Rejected rejected => TakeRejected(rejected.Number),
            ProducerAnswer.Refused { Verb: "HELLO" } => TakeHelloRefused(now),
            ProducerAnswer.Refused => TakeRecordRefused(now),
            _ => true,
        };
    }

    /// <summary>
    /// What may be forgotten: everything up to a number, of which so many were rejected since the last call.
    /// </summary>
    public (long UpTo, int Rejected) Settle()
    {
        var upTo = _unanswered.TryPeek(out var first) ? first.Number - 1 : _handled;
        return (upTo, _rejected.Count == 0 ? 0 : _rejected.RemoveWhere(number => number <= upTo));
    }

    private bool TakeWelcome(KnownNumbers known)
    {
        if (!_isHelloUnanswered)
            return false; // of a HELLO that was sent again before its answer came
        _isHelloUnanswered = false;
        _phase = Phase.Welcomed;
        _known = known;
        _unanswered.Clear();
        _unansweredBytes = 0;
        _handled = 0;
        if (!_isFruitless)
            _refusal.Reset();
        return true;
    }

    private bool TakeStored(long number)
    {
        Progress();
        while (_unanswered.TryPeek(out var first) && (first.Number <= number || _rejected.Contains(first.Number)))
            Release();
        return true;
    }

    private bool TakeRejected(long number)
    {
        Progress();
        if (!_unanswered.TryPeek(out var first) || number < first.Number || number > _handled || !_rejected.Add(number))
            return false;
        while (_unanswered.TryPeek(out first) && _rejected.Contains(first.Number))
            Release();
        return true;
    }

    private bool TakeHelloRefused(TimeSpan now)
    {
        if (!_isHelloUnanswered)
            return false;
        Close(now + _refusal.Take());
        return true;
    }

    // The first one means a node that was restarted. If the next one comes without anything stored in between, the node
    // welcomes and refuses: greeting it at once, each time, would be a storm.
    private bool TakeRecordRefused(TimeSpan now)
    {
        if (!IsWelcomed)
            return false;
        Greet(_isFruitless ? now + _refusal.Take() : now);
        _isFruitless = true;
        return true;
    }

    private void Progress()
    {
        _probe.Reset();
        _refusal.Reset();
        _isFruitless = false;
    }

    private void Release() => _unansweredBytes -= _unanswered.Dequeue().Size;

    private void Greet(TimeSpan at)
    {
        _phase = Phase.Greeting;
        _isHelloUnanswered = false;
        _dueAt = at;
    }

    private void Close(TimeSpan until)
    {
        _phase = Phase.Closed;
        _isConnected = false;
        _isHelloUnanswered = false;
        _dueAt = until;
    }
}

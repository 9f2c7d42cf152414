namespace Tapedeck.Actors;

/// <summary>
/// The queues of one actor and the right to run it: at any time at most one thread holds <c>Scheduled</c>, and only
/// that
/// thread touches the _cell. System messages go before user messages; a suspended mailbox runs system messages only.
/// It starts out scheduled, with the actor's creation queued, and runs only from <see cref="Start"/> on.
/// </summary>
internal sealed class Mailbox : IThreadPoolWorkItem
{
    private const int Scheduled = 1;
    private const int Suspended = 2;

    private readonly ActorCell _cell;
    private readonly Dispatcher _dispatcher;
    private readonly EnvelopeQueue _messages = new();
    private readonly SystemMessageQueue _systemMessages = new();
    private Stack<Envelope>? _first;
    private int _suspensions;
    private volatile bool _isClosed;
    private int _state = Scheduled;

    public Mailbox(ActorCell cell, Dispatcher dispatcher)
    {
        _cell = cell;
        _dispatcher = dispatcher;
        _systemMessages.TryEnqueue(new Create());
    }

    public bool IsClosed => _isClosed;

    public bool IsSuspended => _suspensions > 0;

    private bool HasUserMessages => _messages.HasMessages || _first is { Count: > 0 };

    /// <summary>Lets the actor begin; once.</summary>
    public void Start() => _dispatcher.Schedule(this);

    /// <summary>Queues a user message; any thread.</summary>
    public void Post(object message, IActorRef? sender)
    {
        _messages.Enqueue(message, sender);
        if (Volatile.Read(ref _state) == 0) ScheduleUnless(Scheduled | Suspended);
    }

    /// <summary>Queues a system message; false once the mailbox is closed; any thread.</summary>
    public bool PostSystem(SystemMessage message)
    {
        if (!_systemMessages.TryEnqueue(message)) return false;
        ScheduleUnless(Scheduled);
        return true;
    }

    /// <summary>Puts a message in front of all that wait; only from within the actor.</summary>
    public void PostFirst(Envelope envelope) => (_first ??= new Stack<Envelope>()).Push(envelope);

    /// <summary>
    /// Holds user messages back, until as many calls of <see cref="Resume"/>; only from within the actor.
    /// </summary>
    public void Suspend() => _suspensions++;

    /// <summary>Takes one suspension back; only from within the actor.</summary>
    public void Resume() => _suspensions = Math.Max(0, _suspensions - 1);

    /// <summary>Ends the mailbox: what is queued, and what comes later, goes to the dead letters.</summary>
    public void Close()
    {
        _isClosed = true;
        for (var message = _systemMessages.Close(); message is not null;)
        {
            var next = message.Next;
            _cell.SystemMessageAfterEnd(message);
            message = next;
        }

        DrainToDeadLetters();
    }

    /// <summary>Runs the actor for one batch; called by the dispatcher, by one thread at a time.</summary>
    public void Execute()
    {
        var previous = ActorCell.Current;
        ActorCell.Current = _cell;
        try
        {
            RunBatch();
        }
        finally
        {
            ActorCell.Current = previous;
        }

        Leave();
    }

    private void RunBatch()
    {
        RunSystemMessages();
        for (var left = _dispatcher.Throughput; left > 0 && !_isClosed && _suspensions == 0; left--)
        {
            if (!TryTake(out var envelope)) return;
            _cell.Invoke(envelope);
            RunSystemMessages();
        }

        if (_isClosed) DrainToDeadLetters();
    }

    private void RunSystemMessages()
    {
        while (_systemMessages.TakeAll() is { } oldest) _cell.InvokeSystem(oldest);
    }

    private bool TryTake(out Envelope envelope) =>
        (_first is not null && _first.TryPop(out envelope)) || _messages.TryDequeue(out envelope);

    private void Leave()
    {
        var suspended = _suspensions > 0 && !_isClosed;
        if (!suspended && HasUserMessages)
        {
            _dispatcher.Schedule(this);
            return;
        }

        Interlocked.Exchange(ref _state, suspended ? Suspended : 0);
        if (_systemMessages.HasMessages) ScheduleUnless(Scheduled);
        else if (!suspended && _messages.HasMessages) ScheduleUnless(Scheduled);
    }

    private void ScheduleUnless(int states)
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if ((state & states) != 0) return;
            if (Interlocked.CompareExchange(ref _state, state | Scheduled, state) != state) continue;
            _dispatcher.Schedule(this);
            return;
        }
    }

    private void DrainToDeadLetters()
    {
        while (TryTake(out var envelope))
        {
            if (envelope.Message is DeadLetter or TimerMessage) continue;
            var sender = envelope.Sender ?? _cell.System.DeadLetters;
            _cell.System.DeadLetters.Tell(new DeadLetter(envelope.Message, sender, _cell.Self), sender);
        }
    }
}

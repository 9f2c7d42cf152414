namespace Tapedeck.Actors;

/// <summary>Handling of messages: the user's and the system's.</summary>
internal sealed partial class ActorCell
{
    private List<SystemMessage>? _heldBack;

    private enum Readiness
    {
        Ready,
        Suspended,
        WaitingForChildren,
    }

    private Readiness PresentReadiness =>
        IsWaitingForChildren ? Readiness.WaitingForChildren
        : _mailbox.IsSuspended ? Readiness.Suspended
        : Readiness.Ready;

    public void SendSystem(SystemMessage message)
    {
        if (!_mailbox.PostSystem(message)) SystemMessageAfterEnd(message);
    }

    /// <summary>What becomes of a system message to an actor that has ended: a watcher is told at once.</summary>
    public void SystemMessageAfterEnd(SystemMessage message)
    {
        if (message is Watch watch)
            watch.Watcher.SendSystem(new DeathWatchNotification(Self, existenceConfirmed: false));
    }

    public void Invoke(in Envelope envelope)
    {
        var message = envelope.Message;
        CurrentMessage = message;
        CurrentSender = envelope.Sender;
        Handled++;
        try
        {
            if (_receiveTimeout is not null && IsActivity(message)) CancelReceiveTimeout();
            if (message is IAutoReceivedMessage) ReceiveAutomatically(message);
            else ReceiveMessage(message);
            CurrentMessage = null;
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause);
        }

        if (_receiveTimeout is not null) CheckReceiveTimeout(IsActivity(message));
    }

    /// <summary>Handles a chain of system messages, oldest first.</summary>
    public void InvokeSystem(SystemMessage? message)
    {
        var readiness = PresentReadiness;
        while (message is not null)
        {
            var next = message.Next;
            message.Next = null;
            if (_mailbox.IsClosed) SystemMessageAfterEnd(message);
            else if (MustWait(message, readiness)) (_heldBack ??= []).Add(message);
            else Handle(message);

            var readinessNow = PresentReadiness;
            message = readinessNow < readiness || _mailbox.IsClosed ? HeldBackAnd(next) : next;
            readiness = readinessNow;
        }
    }

    private static bool MustWait(SystemMessage message, Readiness readiness) => readiness switch
    {
        Readiness.WaitingForChildren => message.WaitsForChildren,
        Readiness.Suspended => message.WaitsWhileSuspended,
        _ => false,
    };

    /// <summary>The messages held back, in their order, behind those that are at hand already.</summary>
    private SystemMessage? HeldBackAnd(SystemMessage? next)
    {
        if (_heldBack is null) return next;
        SystemMessage? chain = null;
        for (var i = _heldBack.Count - 1; i >= 0; i--)
        {
            _heldBack[i].Next = chain;
            chain = _heldBack[i];
        }

        _heldBack = null;
        if (next is null) return chain;
        var last = next;
        while (last.Next is not null) last = last.Next;
        last.Next = chain;
        return next;
    }

    private void Handle(SystemMessage message)
    {
        try
        {
            switch (message)
            {
                case Continuation continuation: RunContinuation(continuation); break;
                case Failed failed: HandleFailed(failed); break;
                case DeathWatchNotification gone: WatchedActorTerminated(gone); break;
                case Actors.Create: Create(); break;
                case Watch watch: (_watchedBy ??= []).Add(watch.Watcher); break;
                case Unwatch unwatch: _watchedBy?.Remove(unwatch.Watcher); break;
                case Recreate recreate: FaultRecreate(recreate.Cause); break;
                case Suspend: FaultSuspend(); break;
                case Resume resume: FaultResume(resume.CausedByFailure); break;
                case Terminate: TerminateSelf(); break;
            }
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause);
        }
    }

    private static bool IsActivity(object message) =>
        (message is TimerMessage tick ? tick.Message : message) is not INotInfluenceReceiveTimeout;

    private void ReceiveMessage(object message)
    {
        if (!_behavior(message)) _actor!.HandleUnhandled(message);
    }

    private void ReceiveAutomatically(object message)
    {
        switch (message)
        {
            case TimerMessage tick: ReceiveTick(tick); break;
            case Terminated terminated: ReceiveTerminated(terminated); break;
            case PoisonPill: SendSystem(new Terminate()); break;
            case Kill: throw new ActorKilledException("Kill");
            case Identify identify: Sender.Tell(new ActorIdentity(identify.MessageId, Self)); break;
        }
    }

    private void ReceiveTick(TimerMessage tick)
    {
        if (!tick.IsDue()) return;
        CurrentMessage = tick.Message;
        if (tick.Message is IAutoReceivedMessage) ReceiveAutomatically(tick.Message);
        else ReceiveMessage(tick.Message);
    }
}

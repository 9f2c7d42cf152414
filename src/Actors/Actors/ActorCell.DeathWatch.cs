namespace Tapedeck.Actors;

/// <summary>
/// Death watch: whom the actor watches, who watches it, and which ends are queued but not yet handled.
/// </summary>
internal sealed partial class ActorCell
{
    private Dictionary<IActorRef, object?>? _watching;
    private Dictionary<IActorRef, object?>? _endsQueued;
    private HashSet<IInternalActorRef>? _watchedBy;

    public IActorRef Watch(IActorRef subject) => Watch(subject, null);

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Watch(subject, message);
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var target = subject is IActorRefWrapper wrapper ? wrapper.Target : subject;
        if (_watching is not null && _watching.Remove(target))
            ((IInternalActorRef)target).SendSystem(new Unwatch(Self));
        _endsQueued?.Remove(target);
        return subject;
    }

    /// <summary>Counts an end as queued again, because its message went back into the mailbox.</summary>
    public void TerminatedQueuedAgain(IActorRef subject) => (_endsQueued ??= [])[subject] = null;

    private IActorRef Watch(IActorRef subject, object? message)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var target = subject is IActorRefWrapper wrapper ? wrapper.Target : subject;
        if (!target.Equals(Self) && (_watching ??= []).TryAdd(target, message))
            ((IInternalActorRef)target).SendSystem(new Watch(Self));
        return subject;
    }

    private void WatchedActorTerminated(DeathWatchNotification gone)
    {
        if (_watching is not null && _watching.Remove(gone.Actor, out var message) && !IsTerminating)
        {
            (_endsQueued ??= [])[gone.Actor] = message;
            Self.Tell(new Terminated(gone.Actor, gone.ExistenceConfirmed, addressTerminated: false), gone.Actor);
        }

        if (_children.FindStats(gone.Actor) is not null) ChildTerminated(gone.Actor);
    }

    private void ReceiveTerminated(Terminated terminated)
    {
        if (_endsQueued is null || !_endsQueued.Remove(terminated.ActorRef, out var message)) return;
        ReceiveMessage(message ?? terminated);
    }

    private void TellWatchersOfTheEnd()
    {
        if (_watchedBy is null) return;
        foreach (var watcher in _watchedBy)
            if (!watcher.Equals(Parent)) watcher.SendSystem(new DeathWatchNotification(Self, existenceConfirmed: true));
        _watchedBy = null;
    }

    private void UnwatchAll()
    {
        if (_watching is null) return;
        foreach (var watched in _watching.Keys) ((IInternalActorRef)watched).SendSystem(new Unwatch(Self));
        _watching = null;
        _endsQueued = null;
    }
}

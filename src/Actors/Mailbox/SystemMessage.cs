namespace Tapedeck.Actors;

/// <summary>
/// What the runtime sends between cells to drive life and supervision. Each one is a link of the queue it waits in, so
/// it is sent once, to one cell.
/// </summary>
internal abstract class SystemMessage
{
    public SystemMessage? Next;

    /// <summary>Held back while the cell waits for its children to end.</summary>
    public virtual bool WaitsForChildren => false;

    /// <summary>Held back while the cell itself is suspended.</summary>
    public virtual bool WaitsWhileSuspended => false;
}

internal sealed class Create : SystemMessage;

internal sealed class Terminate : SystemMessage;

internal sealed class Suspend : SystemMessage
{
    public override bool WaitsForChildren => true;
}

internal sealed class Resume(Exception? causedByFailure) : SystemMessage
{
    public Exception? CausedByFailure { get; } = causedByFailure;

    public override bool WaitsForChildren => true;
}

internal sealed class Recreate(Exception cause) : SystemMessage
{
    public Exception Cause { get; } = cause;

    public override bool WaitsForChildren => true;
}

internal sealed class Failed(IActorRef child, Exception cause) : SystemMessage
{
    public IActorRef Child { get; } = child;

    public Exception Cause { get; } = cause;

    public override bool WaitsForChildren => true;

    public override bool WaitsWhileSuspended => true;
}

internal sealed class Watch(IInternalActorRef watcher) : SystemMessage
{
    public IInternalActorRef Watcher { get; } = watcher;
}

internal sealed class Unwatch(IInternalActorRef watcher) : SystemMessage
{
    public IInternalActorRef Watcher { get; } = watcher;
}

internal sealed class DeathWatchNotification(IActorRef actor, bool existenceConfirmed) : SystemMessage
{
    public IActorRef Actor { get; } = actor;

    public bool ExistenceConfirmed { get; } = existenceConfirmed;
}

internal sealed class Continuation(SendOrPostCallback callback, object? state) : SystemMessage
{
    public void Run() => callback(state);
}

namespace Tapedeck.Actors;

/// <summary>
/// Asynchronous handlers: the mailbox is suspended until the handler's task is done; what follows each await runs as a
/// system message, with the message and sender of the handler at hand.
/// </summary>
internal sealed partial class ActorCell
{
    private ActorSynchronizationContext? _synchronizationContext;
    private object? _asyncMessage;
    private IActorRef? _asyncSender;

    /// <summary>Runs a handler; a task that is done when it returns costs no suspension.</summary>
    public void RunAsync<T>(Func<T, Task> handler, T message)
    {
        var previous = SynchronizationContext.Current;
        _synchronizationContext ??= new ActorSynchronizationContext(this);
        SynchronizationContext.SetSynchronizationContext(_synchronizationContext);
        try
        {
            var task = handler(message);
            if (task.IsCompleted)
            {
                task.GetAwaiter().GetResult();
                return;
            }

            _asyncMessage = CurrentMessage;
            _asyncSender = CurrentSender;
            _mailbox.Suspend();
            _ = FinishAsync(task);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }

    private async Task FinishAsync(Task task)
    {
        Exception? failure = null;
        try
        {
            await task;
        }
        catch (Exception e)
        {
            failure = e;
        }

        _asyncMessage = null;
        _asyncSender = null;
        _mailbox.Resume();
        if (failure is not null) HandleInvokeFailure(failure);
        else CurrentMessage = null;
        CheckReceiveTimeout(reschedule: true);
    }

    private void RunContinuation(Continuation continuation)
    {
        var previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_synchronizationContext);
        CurrentMessage = _asyncMessage;
        CurrentSender = _asyncSender;
        try
        {
            continuation.Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }
}

namespace Tapedeck.Actors;

/// <summary>Sending what a task yields to an actor, so that no task touches the actor's fields.</summary>
public static class PipeToSupport
{
    /// <summary>Tells the recipient the task's result, or <see cref="Status.Failure"/> if it failed.</summary>
    /// <param name="taskToPipe">The work.</param>
    /// <param name="recipient">Who gets the outcome.</param>
    /// <param name="sender">Whom the outcome comes from; null for nobody.</param>
    /// <param name="success">Makes the message from the result; null: the result itself.</param>
    /// <param name="failure">Makes the message from the failure; null: <see cref="Status.Failure"/>.</param>
    public static async Task PipeTo<T>(this Task<T> taskToPipe, ICanTell recipient, IActorRef? sender = null,
        Func<T, object>? success = null, Func<Exception, object>? failure = null)
    {
        try
        {
            var result = await taskToPipe.ConfigureAwait(false);
            recipient.Tell(success is null ? result! : success(result), sender);
        }
        catch (Exception e)
        {
            recipient.Tell(failure is null ? new Status.Failure(e) : failure(e), sender);
        }
    }

    /// <summary>
    /// Tells the recipient what <paramref name="success"/> makes, if it is given, or the task's failure.
    /// </summary>
    /// <param name="taskToPipe">The work.</param>
    /// <param name="recipient">Who gets the outcome.</param>
    /// <param name="sender">Whom the outcome comes from; null for nobody.</param>
    /// <param name="success">Makes the message at the task's end; null: no message then.</param>
    /// <param name="failure">Makes the message from the failure; null: <see cref="Status.Failure"/>.</param>
    public static async Task PipeTo(this Task taskToPipe, ICanTell recipient, IActorRef? sender = null,
        Func<object>? success = null, Func<Exception, object>? failure = null)
    {
        try
        {
            await taskToPipe.ConfigureAwait(false);
            if (success is not null) recipient.Tell(success(), sender);
        }
        catch (Exception e)
        {
            recipient.Tell(failure is null ? new Status.Failure(e) : failure(e), sender);
        }
    }

    /// <summary>The same for a <see cref="ValueTask{TResult}"/>.</summary>
    public static Task PipeTo<T>(this ValueTask<T> taskToPipe, ICanTell recipient, IActorRef? sender = null,
        Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        taskToPipe.AsTask().PipeTo(recipient, sender, success, failure);

    /// <summary>The same for a <see cref="ValueTask"/>.</summary>
    public static Task PipeTo(this ValueTask taskToPipe, ICanTell recipient, IActorRef? sender = null,
        Func<object>? success = null, Func<Exception, object>? failure = null) =>
        taskToPipe.AsTask().PipeTo(recipient, sender, success, failure);
}

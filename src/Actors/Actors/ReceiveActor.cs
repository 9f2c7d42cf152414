namespace Tapedeck.Actors;

/// <summary>
/// An actor whose handlers are declared by message type, in its constructor and in <c>Become</c>. The first handler
/// that
/// fits takes the message; a message none fits is unhandled.
/// </summary>
public abstract class ReceiveActor : UntypedActor
{
    private readonly MessageHandlers _initial = new();
    private MessageHandlers? _declaring;

    /// <summary>Opens the declaration of handlers.</summary>
    protected ReceiveActor() => _declaring = _initial;

    private MessageHandlers Declaring => _declaring ?? throw new InvalidOperationException(
        "You may only call Receive-methods when constructing the actor and inside Become().");

    /// <summary>Handles messages of a type.</summary>
    /// <param name="handler">What to do.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Declaring.Add(new Handler<T>(handler, shouldHandle));

    /// <summary>Handles those messages of a type that the predicate picks.</summary>
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>Handles messages of a type until the handler says false, which leaves them to the next one.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Declaring.Add(new DecidingHandler<T>(handler));

    /// <summary>Handles every message no handler before it took.</summary>
    protected void ReceiveAny(Action<object> handler) => Receive(handler);

    /// <summary>
    /// Handles messages of a type asynchronously: no other message is handled until the task is done, and what follows
    /// an
    /// await still has <c>Self</c>, <c>Sender</c> and <c>Context</c>.
    /// </summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Receive(message => CurrentCell.RunAsync(handler, message), shouldHandle);

    /// <summary>Handles those messages of a type that the predicate picks, asynchronously.</summary>
    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) =>
        ReceiveAsync(handler, shouldHandle);

    /// <summary>Handles every message no handler before it took, asynchronously.</summary>
    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAsync(handler);

    /// <summary>Replaces the present handlers by those that <paramref name="configure"/> declares.</summary>
    protected void Become(Action configure)
    {
        var handlers = Declare(configure);
        base.Become(message => Handle(handlers, message));
    }

    /// <summary>Puts the handlers that <paramref name="configure"/> declares on top of the present ones.</summary>
    protected void BecomeStacked(Action configure)
    {
        var handlers = Declare(configure);
        base.BecomeStacked(message => Handle(handlers, message));
    }

    /// <inheritdoc/>
    protected sealed override void OnReceive(object message)
    {
        _declaring = null;
        Handle(_initial, message);
    }

    private MessageHandlers Declare(Action configure)
    {
        var outer = _declaring;
        var handlers = new MessageHandlers();
        _declaring = handlers;
        try
        {
            configure();
        }
        finally
        {
            _declaring = outer;
        }

        return handlers;
    }

    private void Handle(MessageHandlers handlers, object message)
    {
        if (!handlers.TryHandle(message)) Unhandled(message);
    }
}

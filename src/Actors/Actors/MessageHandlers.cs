namespace Tapedeck.Actors;

/// <summary>The handlers of one behaviour of a <see cref="ReceiveActor"/>, in the order of their declaration.</summary>
internal sealed class MessageHandlers
{
    private MessageHandler[] _handlers = [];
    private bool _takesAll;

    public void Add(MessageHandler handler)
    {
        if (_takesAll)
        {
            throw new InvalidOperationException(
                "A handler that catches all messages has been added. No handler can be added after that.");
        }

        _handlers = [.. _handlers, handler];
        _takesAll = handler.TakesAll;
    }

    public bool TryHandle(object message)
    {
        foreach (var handler in _handlers)
            if (handler.TryHandle(message)) return true;
        return false;
    }
}

/// <summary>One declared handler.</summary>
internal abstract class MessageHandler
{
    public virtual bool TakesAll => false;

    public abstract bool TryHandle(object message);
}

/// <summary>Takes the messages of a type that its predicate, if it has one, picks.</summary>
internal sealed class Handler<T>(Action<T> handler, Predicate<T>? shouldHandle) : MessageHandler
{
    public override bool TakesAll => typeof(T) == typeof(object) && shouldHandle is null;

    public override bool TryHandle(object message)
    {
        if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed))) return false;
        handler(typed);
        return true;
    }
}

/// <summary>Takes the messages of a type for which the handler itself returns true.</summary>
internal sealed class DecidingHandler<T>(Func<T, bool> handler) : MessageHandler
{
    public override bool TryHandle(object message) => message is T typed && handler(typed);
}

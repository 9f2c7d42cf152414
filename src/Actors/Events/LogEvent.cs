namespace Tapedeck.Actors;

/// <summary>What the runtime has to say about an actor; published, for whoever keeps the log to subscribe to.</summary>
public abstract class LogEvent
{
    private protected LogEvent(Exception? cause, string logSource, Type logClass, object message)
    {
        Cause = cause;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
    }

    /// <summary>The failure; null if there was none.</summary>
    public Exception? Cause { get; }

    /// <summary>The path of the actor concerned.</summary>
    public string LogSource { get; }

    /// <summary>The class that noticed it.</summary>
    public Type LogClass { get; }

    /// <summary>What happened.</summary>
    public object Message { get; }

    /// <inheritdoc/>
    public override string ToString() => $"[{GetType().Name}][{LogSource}] {Message}\n{Cause}";
}

/// <summary>
/// An actor failed and was restarted or stopped, or the runtime met a failure it could not hand to a supervisor.
/// </summary>
public sealed class Error(Exception? cause, string logSource, Type logClass, object message)
    : LogEvent(cause, logSource, logClass, message);

/// <summary>An actor failed and was resumed, or a shutdown task failed or took too long.</summary>
public sealed class Warning(Exception? cause, string logSource, Type logClass, object message)
    : LogEvent(cause, logSource, logClass, message);
